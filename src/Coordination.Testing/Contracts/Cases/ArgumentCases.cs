using Coordination.Requests;
using static Coordination.Testing.Contracts.ContractCases;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>
/// What is refused at the call, whatever the ensemble: bad arguments, a cancelled token, a client that was disposed.
/// </summary>
internal static class ArgumentCases
{
    private static readonly string[] WithTimeToLive =
    [
        nameof(OpCode.Create), nameof(OpCode.Create2), nameof(OpCode.CreateContainer), nameof(OpCode.CreateTtl),
        "A transaction with Create", "EnsurePath", "SetOrCreate",
    ];

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        .. ClientOperation.All.Where(o => o.TakesPath).Select(o => Case(
            $"{o.Name} refuses a path that is only a prefix", c => UnchangedAsync<ArgumentException>(
                c, client => o.Call(client, ZPath.SequentialPrefix(c.Root.Value + "/"), default)))
            with { Tries = [new Trial(o.Name, BadInput.IllegalPath)] }),
        .. ClientOperation.All.Select(o => Case($"{o.Name} with a cancelled token throws and changes nothing", c =>
            UnchangedAsync<OperationCanceledException>(c, client =>
                o.Call(client, c.Root / "x", new CallChoices { Token = new CancellationToken(canceled: true) })))
            with { Tries = [new Trial(o.Name, BadInput.CancelledToken)] }),
        .. ClientOperation.All.Select(o => Case($"{o.Name} on a client that was disposed throws", async c =>
        {
            ICoordinationClient other = await c.ConnectAsync();
            await other.DisposeAsync();
            await UnchangedAsync<ObjectDisposedException>(c, _ => o.Call(other, c.Root / "x", default));
        }) with { Tries = [new Trial(o.Name, BadInput.ClosedClient)] }),
        Case("A path that breaks a rule is refused before anything is sent", PathsAsync),
        Case("A time to live is refused where it is missing, negative, too long or out of place", TimeToLiveAsync)
            with { Tries = [.. WithTimeToLive.Select(name => new Trial(name, BadInput.NegativeTimeToLive))] },
        Case("A create mode that there is not is refused", c => UnchangedAsync<ArgumentException>(
            c, client => client.CreateAsync(c.Root / "x", mode: (CreateMode)99).AsTask())),
        Case("ReadMany refuses what is no read", c => UnchangedAsync<ArgumentException>(
            c, client => client.ReadManyAsync([new DeleteRequest(c.Root, -1)]).AsTask())),
        new("Reconfiguration is refused where it is switched off", async c => await Expect.RefusedAsync(
                ErrorCode.ReconfigDisabled, () =>
                    c.Client.ReconfigAsync(new ReconfigRequest("server.9=x", null, null, -1)).AsTask()),
            ContractNeeds.NoReconfiguration, [new Refusal(OpCode.Reconfig, ErrorCode.ReconfigDisabled)]),
    ];

    private static async Task UnchangedAsync<TException>(ContractContext c, Func<ICoordinationClient, Task> call)
        where TException : Exception
    {
        string before = await c.DescribeAsync();
        await Expect.ThrowsAsync<TException>(() => call(c.Client));
        Expect.Equal(before, await c.DescribeAsync());
    }

    private static async Task PathsAsync(ContractContext c)
    {
        foreach (string path in new[] { "", "x", "/x/", "//x", "/x//y", "/./x", "/x/..", "/x\0", "/x\u0001", "/\ud800",
            "/\uf8ff" })
            await Expect.ThrowsAsync<ArgumentException>(() => c.Client.CreateAsync(path).AsTask());
    }

    private static async Task TimeToLiveAsync(ContractContext c)
    {
        (CreateMode Mode, TimeSpan? Life)[] wrong =
        [
            (CreateMode.PersistentWithTtl, null),
            (CreateMode.PersistentWithTtl, TimeSpan.FromSeconds(-1)),
            (CreateMode.PersistentWithTtl, TimeSpan.Zero),
            (CreateMode.PersistentSequentialWithTtl, TimeSpan.FromDays(365 * 40)),
            (CreateMode.Persistent, TimeSpan.FromSeconds(1)),
            (CreateMode.Ephemeral, TimeSpan.FromSeconds(1)),
            (CreateMode.Container, TimeSpan.FromSeconds(1)),
        ];
        foreach ((CreateMode mode, TimeSpan? life) in wrong)
        {
            var options = new CreateOptions { TimeToLive = life };
            await UnchangedAsync<ArgumentException>(
                c, client => client.CreateAsync(c.Root / "x", mode: mode, options: options).AsTask());
            await UnchangedAsync<ArgumentException>(
                c, client => client.CreateWithStatAsync(c.Root / "x", mode: mode, options: options).AsTask());
            await UnchangedAsync<ArgumentException>(c, client =>
                client.Transaction().Create(c.Root / "x", mode: mode, options: options).CommitAsync().AsTask());
            await UnchangedAsync<ArgumentException>(
                c, client => client.EnsurePathAsync(c.Root / "x", mode, options).AsTask());
            await UnchangedAsync<ArgumentException>(
                c, client => client.SetOrCreateAsync(c.Root / "x", default, mode, options).AsTask());
        }
    }
}
