using Coordination.Protocol;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Protocol;

/// <summary>What a client may not send, and what it is answered; the limits at the limit and one past it.</summary>
public sealed class DecodeFaultTests
{
    [Theory]
    [InlineData(DecodeFault.Truncated, ErrorCode.MarshallingError)]
    [InlineData(DecodeFault.NegativeLength, ErrorCode.MarshallingError)]
    [InlineData(DecodeFault.InvalidText, ErrorCode.MarshallingError)]
    [InlineData(DecodeFault.OverLimit, ErrorCode.BadArguments)]
    [InlineData(DecodeFault.InvalidPath, ErrorCode.BadArguments)]
    [InlineData(DecodeFault.InvalidValue, ErrorCode.BadArguments)]
    [InlineData(DecodeFault.UnknownOperation, ErrorCode.Unimplemented)]
    public void Every_fault_has_its_error(DecodeFault fault, ErrorCode expected) =>
        Assert.Equal(expected, fault.ToErrorCode());

    [Theory]
    [InlineData(OpCode.Notification)]
    [InlineData(OpCode.DeleteContainer)]
    [InlineData(OpCode.CreateSession)]
    [InlineData(OpCode.Error)]
    [InlineData((OpCode)10)]
    [InlineData((OpCode)108)]
    public void Operations_that_no_client_may_ask_for_are_unknown(OpCode op)
    {
        DecodedRequest decoded = Decode(w => w.WriteInt32((int)op));

        Assert.Equal(DecodeFault.UnknownOperation, decoded.Fault);
        Assert.True(decoded.HasHeader);
        Assert.Equal(op, decoded.OpCode);
    }

    [Fact]
    public void Without_a_whole_header_there_is_nothing_to_answer()
    {
        var receiver = new RecordingReceiver(WireDialect.Coordination);
        byte[] frame = new byte[11];

        DecodedRequest decoded = RequestDecoder.Decode(frame, WireDialect.Coordination, ProtocolLimits.Default,
            ref receiver);

        Assert.Equal(DecodeFault.Truncated, decoded.Fault);
        Assert.False(decoded.HasHeader);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("/a/")]
    [InlineData("/a//b")]
    [InlineData("/./b")]
    [InlineData("/a\0b")]
    public void Paths_are_checked(string path)
    {
        Assert.Equal(DecodeFault.InvalidPath, DecodeGet(path, ProtocolLimits.Default).Fault);
    }

    [Fact]
    public void A_path_may_be_as_long_as_the_limit_and_no_longer()
    {
        var limits = new ProtocolLimits { MaxPathBytes = 6 };

        Assert.Equal(DecodeFault.None, DecodeGet("/aaaaa", limits).Fault);
        Assert.Equal(DecodeFault.OverLimit, DecodeGet("/aaaaaa", limits).Fault);
        Assert.Equal(DecodeFault.OverLimit, DecodeGet("/ééé", limits).Fault);
    }

    [Fact]
    public void A_multi_may_have_as_many_operations_as_the_limit_and_no_more()
    {
        var limits = new ProtocolLimits { MaxOperations = 3 };

        Assert.Equal(DecodeFault.None, DecodeMulti(3, limits).Fault);
        Assert.Equal(DecodeFault.OverLimit, DecodeMulti(4, limits).Fault);
    }

    [Fact]
    public void A_sequential_create_may_end_in_a_slash_and_no_other()
    {
        Assert.Equal(DecodeFault.None, DecodeCreate(OpCode.Create2, 2).Fault);
        Assert.Equal(DecodeFault.None, DecodeCreate(OpCode.CreateTtl, 6).Fault);
        Assert.Equal(DecodeFault.InvalidPath, DecodeCreate(OpCode.Create2, 0).Fault);
        Assert.Equal(DecodeFault.InvalidPath, DecodeCreate(OpCode.CreateContainer, 4).Fault);
    }

    [Theory]
    [InlineData(OpCode.Create, 4)]
    [InlineData(OpCode.Create2, 5)]
    [InlineData(OpCode.Create2, -1)]
    [InlineData(OpCode.Create2, 7)]
    [InlineData(OpCode.CreateContainer, 0)]
    [InlineData(OpCode.CreateTtl, 2)]
    public void Create_flags_belong_to_their_operations(OpCode op, int flags) =>
        Assert.Equal(DecodeFault.InvalidValue, DecodeCreate(op, flags).Fault);

    [Theory]
    [InlineData(OpCode.AddWatch, 2)]
    [InlineData(OpCode.AddWatch, -1)]
    [InlineData(OpCode.RemoveWatches, 0)]
    [InlineData(OpCode.CheckWatches, 6)]
    public void Kinds_of_watches_that_nobody_knows_are_refused(OpCode op, int kind) =>
        Assert.Equal(DecodeFault.InvalidValue, Decode(w =>
        {
            w.WriteInt32((int)op);
            w.WriteString("/a");
            w.WriteInt32(kind);
        }).Fault);

    [Theory]
    [InlineData(OpCode.Multi, OpCode.GetData)]
    [InlineData(OpCode.Multi, OpCode.Multi)]
    [InlineData(OpCode.MultiRead, OpCode.Exists)]
    [InlineData(OpCode.MultiRead, OpCode.GetChildren2)]
    [InlineData(OpCode.MultiRead, OpCode.Delete)]
    public void A_multi_holds_writes_and_a_multi_read_two_kinds_of_reads(OpCode multi, OpCode inner) =>
        Assert.Equal(DecodeFault.UnknownOperation, Decode(w =>
        {
            w.WriteInt32((int)multi);
            w.WriteInt32((int)inner);
            w.WriteBoolean(false);
            w.WriteInt32(-1);
            w.WriteString("/a");
            w.WriteInt32(0);
        }).Fault);

    [Fact]
    public void An_answer_to_a_multi_must_have_a_slot_for_every_operation()
    {
        IRequest[] two = [new DeleteRequest("/a", -1), new DeleteRequest("/b", -1)];
        using var writer = new JuteWriter();
        var one = new MultiResponse([new(OpCode.Delete, ErrorCode.Ok, EmptyResponse.Instance)]);
        AnswerEncoder.Write(
            writer, WireDialect.Apache, 1, OpCode.Multi, new Answer<Response>(new(1), ErrorCode.Ok, one));

        DecodeFault fault = AnswerDecoder.ReadAnswer(
            writer.WrittenSpan[FrameScanner.PrefixBytes..],
            WireDialect.Apache,
            ProtocolLimits.Default,
            new(OpCode.Multi, two),
            out _);

        Assert.Equal(DecodeFault.UnexpectedAnswer, fault);
    }

    private static DecodedRequest DecodeGet(string path, ProtocolLimits limits) => Decode(
        w =>
        {
            w.WriteInt32((int)OpCode.GetData);
            w.WriteString(path);
            w.WriteBoolean(false);
        },
        limits);

    private static DecodedRequest DecodeCreate(OpCode op, int flags) => Decode(w =>
    {
        w.WriteInt32((int)op);
        w.WriteString("/a/");
        w.WriteBuffer("x"u8);
        w.WriteInt32(0);
        w.WriteInt32(flags);
        w.WriteInt64(5);
    });

    private static DecodedRequest DecodeMulti(int count, ProtocolLimits limits)
    {
        var receiver = new RecordingReceiver(WireDialect.Apache);
        using var writer = new JuteWriter();
        IRequest[] operations = [.. Enumerable.Repeat<IRequest>(new DeleteRequest("/a", -1), count)];
        RequestEncoder.Write(writer, WireDialect.Apache, new(1, 0), new MultiRequest(operations));
        return RequestDecoder.Decode(
            writer.WrittenSpan[FrameScanner.PrefixBytes..], WireDialect.Apache, limits, ref receiver);
    }

    private static DecodedRequest Decode(Action<JuteWriter> write, ProtocolLimits? limits = null)
    {
        var receiver = new RecordingReceiver(WireDialect.Apache);
        using var writer = new JuteWriter();
        writer.WriteInt32(1);
        write(writer);
        DecodedRequest decoded =
            RequestDecoder.Decode(writer.WrittenSpan, WireDialect.Apache, limits ?? ProtocolLimits.Default,
                ref receiver);
        Assert.Equal(decoded.Fault == DecodeFault.None ? 1 : 0, receiver.Count);
        return decoded;
    }
}
