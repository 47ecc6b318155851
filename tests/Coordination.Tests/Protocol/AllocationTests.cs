using Coordination.Protocol;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Protocol;

/// <summary>What the codecs allocate once their buffers have grown.</summary>
public sealed class AllocationTests
{
    private const int Rounds = 1_000;

    private static readonly byte[] Data = new byte[100];
    private static readonly ZPath Path = "/services/billing/instance-0000000042";
    private static readonly GetDataResponse Got = new(Data, default);
    private static readonly WatchEvent Change = new(WatchEventType.NodeDataChanged, Path, new(7));

    [Fact]
    public void Writing_requests_allocates_nothing()
    {
        using var writer = new JuteWriter();

        long allocated = Measure(() =>
        {
            RequestEncoder.Write(writer, WireDialect.Apache, new(1, 0), new GetDataRequest(Path, true));
            RequestEncoder.Write(writer, WireDialect.Apache, new(2, 0), new SetDataRequest(Path, Data, 4));
            RequestEncoder.Write(writer, WireDialect.Coordination, new(3, 2), new ExistsRequest(Path));
            RequestEncoder.Write(
                writer, WireDialect.Apache, new(4, 0), new CreateRequest(Path, Data, Acl.Open, CreateMode.Ephemeral));
            RequestEncoder.Write(writer, WireDialect.Apache, new(5, 0), new DeleteRequest(Path, -1));
            RequestEncoder.Write(writer, WireDialect.Apache, new(6, 0), new GetChildrenRequest(Path, false));
            RequestEncoder.Write(writer, WireDialect.Apache, new(7, 0), new PingRequest());
            writer.Clear();
        });

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Writing_answers_and_events_allocates_nothing()
    {
        using var writer = new JuteWriter();
        var data = new Answer<Response>(new(9), ErrorCode.Ok, Got);
        var none = new Answer<Response>(new(9), ErrorCode.NoNode, null);

        long allocated = Measure(() =>
        {
            AnswerEncoder.Write(writer, WireDialect.Apache, 1, OpCode.GetData, data);
            AnswerEncoder.Write(writer, WireDialect.Coordination, 2, OpCode.Exists, none);
            AnswerEncoder.WriteEvent(writer, Change);
            writer.Clear();
        });

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Reading_a_request_allocates_its_path_and_nothing_else()
    {
        using var writer = new JuteWriter();
        RequestEncoder.Write(writer, WireDialect.Apache, new(1, 0), new GetDataRequest(Path, true));
        byte[] frame = writer.WrittenSpan[FrameScanner.PrefixBytes..].ToArray();
        long path = Measure(() => new string('x', Path.Value.Length));

        long allocated = Measure(() =>
        {
            var receiver = default(IgnoringReceiver);
            RequestDecoder.Decode(frame, WireDialect.Apache, ProtocolLimits.Default, ref receiver);
        });

        Assert.Equal(path, allocated);
    }

    [Fact]
    public void A_buffer_that_has_grown_large_is_given_back_when_it_is_emptied()
    {
        using var writer = new JuteWriter();
        writer.WriteRaw(new byte[JuteWriter.RetainedBytes * 2]);

        writer.Clear();

        Assert.Equal(0, writer.Length);
        Assert.True(writer.WrittenMemory.IsEmpty);
    }

    // The least of a few: a compiler at work on the side may add to one, and nothing takes away.
    private static long Measure(Action action) => Enumerable.Range(0, 5).Min(_ => MeasureOnce(action));

    private static long MeasureOnce(Action action)
    {
        for (int i = 0; i < Rounds; i++)
            action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
            action();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
    }

    private static long Measure(Func<object> make) => Measure(() => { make(); });

    private struct IgnoringReceiver : IRequestReceiver
    {
        public readonly void OnRequest<T, R>(in RequestHeader header, OpCode wireOp, in T request)
            where T : struct, IRequest<R>
            where R : Response
        {
            // Only what decoding costs is asked.
        }
    }
}
