using System.Net.Sockets;
using Coordination.Protocol;
using Coordination.Requests;
using Coordination.Tests.Protocol;
using Coordination.Transports;

namespace Coordination.Tests.Transports.Tcp.Server;

/// <summary>
/// A live server under connections that mean no good, while an honest client works: it loses no answer, and nothing is
/// left of the others afterwards.
/// </summary>
public sealed class HostileConnectionsTests
{
    private const int ConnectionsPerScale = 1_000;
    private const int AtATime = 16;

    private static int Scale { get; } = int.Parse(Environment.GetEnvironmentVariable("COORDINATION_TEST_SCALE") ?? "1");

    [Fact]
    public async Task Honest_work_goes_on_and_nothing_is_left_of_the_others()
    {
        await using TcpWorld world = TcpWorld.Start(
            o => o.SaslUsers = new Dictionary<string, string> { ["alice"] = "wonder land" },
            o => o.Limits.ConnectionsPerAddress = 0);
        await using CoordinationClient honest = await world.ConnectAsync();
        await honest.CreateAsync("/work");
        using var done = new CancellationTokenSource();
        Task<int> work = WorkAsync(honest, done.Token);

        int next = 0;
        await Task.WhenAll(Enumerable.Range(0, AtATime).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var seed && seed <= ConnectionsPerScale * Scale)
                await AttackAsync(world, seed);
        }));
        await done.CancelAsync();

        int sets = await work;
        Assert.Equal(sets, (await honest.ExistsAsync("/work"))!.Value.Version);
        Assert.Equal(["work", "zookeeper"], (await honest.GetChildrenAsync("/")).Names.Order());
        await world.Server.DisposeAsync();
        Assert.Equal(0, world.Server.SocketCount);
    }

    private static async Task<int> WorkAsync(CoordinationClient client, CancellationToken until)
    {
        int sets = 0;
        while (!until.IsCancellationRequested)
        {
            Stat stat = await client.SetAsync("/work", BitConverter.GetBytes(sets), version: sets,
                cancellationToken: default);
            Assert.Equal(++sets, stat.Version);
        }

        return sets;
    }

    private static async Task AttackAsync(TcpWorld world, int seed)
    {
        var random = new Random(seed);
        try
        {
            await using RawClient client = await RawClient.DialAsync(world.Server.EndPoint);
            await (random.Next(8) switch
            {
                0 => Task.CompletedTask, // Half open, and gone.
                1 => SendNoiseAsync(client, random),
                2 => SendHalfAHandshakeAsync(client, random),
                3 => ReplayAsync(client, random),
                4 => AnnounceAsync(client, random),
                5 => TakeOverAsync(client, random),
                6 => GuessAsync(client, random),
                _ => GarbleRequestsAsync(client, random),
            });
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            // Closed on it, as it should be.
        }
    }

    private static async Task SendNoiseAsync(RawClient client, Random random)
    {
        byte[] noise = new byte[random.Next(1, 3_000)];
        random.NextBytes(noise);
        await client.SendAsync(noise);
        client.EndSending();
        await client.ReadToEndAsync();
    }

    private static async Task SendHalfAHandshakeAsync(RawClient client, Random random)
    {
        byte[] frame = [0, 0, 0, 45, .. Golden.Conversation[0].Frames[0].Frame];
        await client.SendAsync(frame.AsMemory(0, random.Next(1, frame.Length)));
    }

    /// <summary>Says again what a client once said: the handshake of another session, then its requests.</summary>
    private static async Task ReplayAsync(RawClient client, Random random)
    {
        Golden.Connection connection = Golden.Conversation[random.Next(2)];
        foreach ((_, byte[] frame) in connection.Frames.Where(f =>
            f.FromClient).Where(IsHarmless).Take(random.Next(1, 20)))
        {
            byte[] prefix = [(byte)(frame.Length >> 24), (byte)(frame.Length >> 16), (byte)(frame.Length >> 8),
                (byte)frame.Length];
            await client.SendAsync((byte[])[.. prefix, .. frame]);
        }

        client.EndSending();
        await client.ReadToEndAsync();
    }

    // What creates or deletes is left out, so that the tree can be looked at afterwards.
    private static bool IsHarmless((bool FromClient, byte[] Frame) said) =>
        said.Frame[..4].All(b => b == 0) || said.Frame[7] is 3 or 4 or 6 or 8 or 12 or 17 or 18 or 103 or 104 or 106;

    private static async Task AnnounceAsync(RawClient client, Random random)
    {
        byte[] length = BitConverter.GetBytes(random.Next(int.MinValue, int.MaxValue));
        await client.SendAsync((byte[])[.. length, .. new byte[random.Next(0, 100)]]);
        client.EndSending();
        await client.ReadToEndAsync();
    }

    private static async Task TakeOverAsync(RawClient client, Random random)
    {
        byte[] password = new byte[SessionPassword.Length];
        random.NextBytes(password);
        ConnectAnswerFrame answer = await client.GreetAsync(new ConnectFrame(
            new ConnectRequest(new SessionId(random.Next(1, 3)), new SessionPassword(password), 5_000, default,
                false)));
        Assert.True(answer.Response.IsExpired);
    }

    private static async Task GuessAsync(RawClient client, Random random)
    {
        await client.GreetAsync(new ConnectFrame(new ConnectRequest(default, default, 1_000, default, false)));
        await client.RequestAsync(1, new SaslRequest(default));
        Assert.Equal(ErrorCode.Ok, (await client.ReadHeaderAsync()).Code);
        byte[] token = new byte[random.Next(0, 5_000)];
        random.NextBytes(token);
        await client.RequestAsync(2, new SaslRequest(token));
        Assert.Equal(ErrorCode.AuthFailed, (await client.ReadHeaderAsync()).Code);
        Assert.Null(await client.ReadFrameAsync());
    }

    private static async Task GarbleRequestsAsync(RawClient client, Random random)
    {
        ConnectAnswerFrame answer = await client.GreetAsync(
            new ConnectFrame(new ConnectRequest(default, default, 1_000, default, false)));
        Assert.False(answer.Response.IsExpired);
        for (int xid = 1; xid < 10; xid++)
        {
            byte[] body = new byte[random.Next(0, 60)];
            random.NextBytes(body);

            // A read, so that whatever is made of it leaves the tree as it is.
            await client.SendAsync((byte[])[0, 0, 0, (byte)(body.Length + 8), 0, 0, 0, (byte)xid, 0, 0, 0, 4, .. body]);
            Assert.Equal(xid, (await client.ReadHeaderAsync()).Xid);
        }

        await client.RequestAsync(10, new CloseSessionRequest());
        await client.ReadToEndAsync();
    }
}
