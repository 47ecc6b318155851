using System.Buffers.Binary;
using Coordination.Protocol;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Protocol;

/// <summary>
/// Bytes that nobody honest sends, given to every decoder: none throws, none allocates much more than the frame is
/// long, whatever it promises.
/// </summary>
public sealed class HostileBytesTests
{
    private const int Cases = 30_000;

    // Lists and strings in memory for bytes on the wire, and the first capacity of the lists on top.
    private const int AllocationPerByte = 48;
    private const int AllocationBase = 128 * 1024;

    private static readonly OpCode[] Operations = Enum.GetValues<OpCode>();

    private static readonly byte[][] Goldens =
    [
        .. Golden.Conversation.SelectMany(c => c.Frames).Select(f => f.Frame),
        .. Golden.Records.Values,
    ];

    private static int Scale { get; } = int.Parse(Environment.GetEnvironmentVariable("COORDINATION_TEST_SCALE") ?? "1");

    [Theory]
    [InlineData("random", 1)]
    [InlineData("headed", 2)]
    [InlineData("mutated", 3)]
    [InlineData("truncated", 4)]
    [InlineData("lengths", 5)]
    public void Hostile_bytes_are_refused_without_a_throw_and_without_a_large_allocation(string kind, int seed)
    {
        var random = new Random(seed);
        int refused = 0, cases = Cases * Scale / 5;
        for (int i = 0; i < cases; i++)
        {
            byte[] frame = Make(kind, random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            refused += DecodeAll(frame, random);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            Assert.True(
                allocated <= AllocationBase + ((long)AllocationPerByte * frame.Length),
                $"{kind}, seed {seed}, case {i}: {allocated} bytes for {Convert.ToHexString(frame)}");
        }

        Assert.True(refused > cases / 2, $"Only {refused} of {cases} cases had anything to refuse.");
    }

    private static byte[] Make(string kind, Random random)
    {
        byte[] golden = [.. Goldens[random.Next(Goldens.Length)]];
        switch (kind)
        {
            case "random":
                byte[] noise = new byte[random.Next(0, 200)];
                random.NextBytes(noise);
                return noise;
            case "headed":
                byte[] headed = new byte[random.Next(8, 120)];
                random.NextBytes(headed);
                BinaryPrimitives.WriteInt32BigEndian(headed.AsSpan(4), (int)Operations[random.Next(Operations.Length)]);
                return headed;
            case "mutated":
                for (int n = random.Next(1, 6); n > 0; n--)
                    golden[random.Next(golden.Length)] = (byte)random.Next(256);
                return golden;
            case "truncated":
                return golden[..random.Next(golden.Length)];
            default:
                return WithLength(golden, random);
        }
    }

    // Every four bytes may be a length: small, near a limit, or any of the 2^32 there are.
    private static byte[] WithLength(byte[] golden, Random random)
    {
        if (golden.Length < 4)
            return golden;
        int length = random.Next(4) switch
        {
            0 => random.Next(-3, 20),
            1 => ProtocolLimits.DefaultMaxFrameBytes + random.Next(-2, 3),
            2 => random.Next(2) == 0 ? int.MinValue : int.MaxValue,
            _ => random.Next(int.MinValue, int.MaxValue),
        };
        BinaryPrimitives.WriteInt32BigEndian(golden.AsSpan(random.Next(golden.Length - 3)), length);
        return golden;
    }

    private static int DecodeAll(byte[] frame, Random random)
    {
        ProtocolLimits limits = ProtocolLimits.Default;
        var dialect = (WireDialect)random.Next(2);
        var receiver = new CountingReceiver();
        OpCode op = Operations[random.Next(Operations.Length)];
        IRequest[] operations = [new DeleteRequest("/a", 1),
            new CreateRequest("/a", default, Acl.Open, CreateMode.Container)];

        int faults = 0;
        faults += Refused(RequestDecoder.Decode(frame, dialect, limits, ref receiver).Fault);
        faults += Refused(HandshakeCodec.Read(frame, out ConnectFrame _));
        faults += Refused(HandshakeCodec.Read(frame, out ConnectAnswerFrame _));
        faults += Refused(AnswerDecoder.ReadEvent(frame, limits, out _));
        faults += Refused(AnswerDecoder.ReadAnswer(frame, dialect, limits, new AskedRequest(op, operations), out _));
        faults += FrameScanner.Scan(frame, limits.MaxFrameBytes, out _) == FrameStatus.Complete ? 0 : 1;
        return faults > 0 ? 1 : 0;
    }

    private static int Refused(DecodeFault fault) => fault == DecodeFault.None ? 0 : 1;

    private struct CountingReceiver : IRequestReceiver
    {
        private int _count;

        public void OnRequest<T, R>(in RequestHeader header, OpCode wireOp, in T request)
            where T : struct, IRequest<R>
            where R : Response => Assert.Equal(1, ++_count);
    }
}
