using Coordination.Protocol;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Transports.Tcp.Server;

/// <summary>
/// What cannot be in a multi fails its slot and not the request, as in ZooKeeper 3.8.0. One difference: there a path is
/// looked up before it is judged, and by a deletion not judged at all, so that some of these are NoNode.
/// </summary>
public sealed class MultiSlotTests
{
    private static readonly string[] Paths = ["bad", "/a//b", "", "/a/", "/a/../b", "/\u0001", "/\ud800x"];

    public static TheoryData<OpCode, string> Writes
    {
        get
        {
            var rows = new TheoryData<OpCode, string>();
            foreach (OpCode op in new[]
            {
                OpCode.Create, OpCode.Create2, OpCode.CreateContainer, OpCode.CreateTtl, OpCode.Delete, OpCode.SetData,
                OpCode.Check,
            })
            {
                foreach (string path in Paths)
                    rows.Add(op, path);
            }

            return rows;
        }
    }

    [Theory, MemberData(nameof(Writes))]
    public async Task A_path_that_breaks_the_rules_fails_its_write(OpCode op, string path)
    {
        await using TcpWorld world = TcpWorld.Start();

        IReadOnlyList<OperationResult> slots = await AskAsync(
            world,
            OpCode.Multi,
            new(OpCode.Create, "/made"),
            new(op, path),
            new(OpCode.Check, "/"));

        Assert.Equal(
            [ErrorCode.Ok, ErrorCode.BadArguments, ErrorCode.RuntimeInconsistency], slots.Select(slot => slot.Code));
        await using CoordinationClient client = await world.ConnectAsync();
        Assert.Null(await client.ExistsAsync("/made"));
    }

    [Fact]
    public async Task An_unknown_mode_fails_its_create()
    {
        await using TcpWorld world = TcpWorld.Start();

        IReadOnlyList<OperationResult> slots = await AskAsync(
            world,
            OpCode.Multi,
            new(OpCode.Create, "/made"),
            new(OpCode.Create, "/other", 99));

        Assert.Equal([ErrorCode.Ok, ErrorCode.BadArguments], slots.Select(slot => slot.Code));
    }

    [Fact]
    public async Task What_fails_first_is_what_is_told()
    {
        await using TcpWorld world = TcpWorld.Start();

        IReadOnlyList<OperationResult> slots = await AskAsync(
            world,
            OpCode.Multi,
            new(OpCode.Check, "/none"),
            new(OpCode.Create, "bad"));

        Assert.Equal([ErrorCode.NoNode, ErrorCode.RuntimeInconsistency], slots.Select(slot => slot.Code));
    }

    [Fact]
    public async Task A_path_that_breaks_the_rules_fails_its_read_alone()
    {
        await using TcpWorld world = TcpWorld.Start();

        foreach (string path in Paths)
        {
            IReadOnlyList<OperationResult> slots = await AskAsync(
                world,
                OpCode.MultiRead,
                new(OpCode.GetData, "/"),
                new(OpCode.GetData, path),
                new(OpCode.GetChildren, path),
                new(OpCode.GetData, "/"));

            Assert.Equal(
                [ErrorCode.Ok, ErrorCode.NoNode, ErrorCode.NoNode, ErrorCode.Ok], slots.Select(slot => slot.Code));
        }
    }

    // What cannot be delimited cannot be answered slot by slot: MarshallingError (-5), as in ZooKeeper.
    [Fact]
    public async Task What_is_cut_short_fails_as_a_whole()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using RawClient client = await RawClient.OpenAsync(world.Server.EndPoint);

        await client.SendAsync(Frame(OpCode.Multi, hasEnd: false, new Operation(OpCode.Create, "bad")));

        Assert.Equal(ErrorCode.MarshallingError, (await client.ReadHeaderAsync()).Code);
    }

    private static async Task<IReadOnlyList<OperationResult>> AskAsync(
        TcpWorld world, OpCode multi, params Operation[] operations)
    {
        await using RawClient client = await RawClient.OpenAsync(world.Server.EndPoint);
        await client.SendAsync(Frame(multi, hasEnd: true, operations));
        byte[] frame = await client.ReadFrameAsync() ?? [];

        // Of a multi none succeeds here, so that the slots need not be told apart.
        IRequest[] asked = [.. operations.Select(_ => (IRequest)new GetDataRequest(ZPath.Root))];
        DecodeFault fault = AnswerDecoder.ReadAnswer(
            frame,
            WireDialect.Apache,
            ProtocolLimits.Default,
            new AskedRequest(multi, asked),
            out Answer<Response> answer);
        Assert.Equal(DecodeFault.None, fault);
        return Assert.IsType<MultiResponse>(answer.Body).Results;
    }

    private static byte[] Frame(OpCode multi, bool hasEnd, params Operation[] operations)
    {
        using var writer = new JuteWriter();
        int start = writer.BeginFrame();
        writer.WriteInt32(1);
        writer.WriteInt32((int)multi);
        foreach (Operation operation in operations)
            Write(writer, operation.Op, operation.Path, operation.Flags);
        if (hasEnd)
            WriteHeader(writer, OpCode.Error, isEnd: true);
        writer.EndFrame(start);
        return writer.WrittenSpan.ToArray();
    }

    private static void Write(JuteWriter writer, OpCode op, string path, int? flags)
    {
        WriteHeader(writer, op, isEnd: false);
        writer.WriteBuffer(System.Text.Encoding.UTF8.GetBytes(path));
        switch (op)
        {
            case OpCode.GetData or OpCode.GetChildren:
                writer.WriteBoolean(false);
                return;
            case OpCode.SetData:
                writer.WriteBuffer("data"u8);
                break;
            case OpCode.Create or OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl:
                writer.WriteBuffer("data"u8);
                writer.WriteInt32(1);
                writer.WriteInt32((int)Permissions.All);
                writer.WriteString("world");
                writer.WriteString("anyone");
                break;
        }

        writer.WriteInt32(flags ?? op switch { OpCode.CreateContainer => 4, OpCode.CreateTtl => 5, _ => 0 });
        if (op == OpCode.CreateTtl)
            writer.WriteInt64(1_000);
    }

    private static void WriteHeader(JuteWriter writer, OpCode op, bool isEnd)
    {
        writer.WriteInt32((int)op);
        writer.WriteBoolean(isEnd);
        writer.WriteInt32(-1);
    }

    private sealed record Operation(OpCode Op, string Path, int? Flags = null);
}
