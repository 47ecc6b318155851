using Coordination.Protocol;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Protocol;

/// <summary>Records that the conversation lacks, as ZooKeeper's own classes write them.</summary>
public sealed class RecordTests
{
    private static readonly Stat Stat = new(new(1), new(2), 3, 4, 5, 6, 7, new(8), 9, 10, new(11));

    [Fact]
    public void Requests_are_written_as_the_Java_classes_write_them()
    {
        AssertBody("ReconfigRequest", new ReconfigRequest("server.1=h:1:2", null, "", -1));
        AssertBody("GetSASLRequest", new SaslRequest("tok"u8.ToArray()));
        AssertBody("CheckWatchesRequest", new CheckWatchesRequest("/d", WatcherType.Data));
        AssertBody("RemoveWatchesRequest", new RemoveWatchesRequest("/d", WatcherType.Children));
        AssertBody("SetWatches2", new SetWatchesRequest(new(7), ["/d"], ["/e"], ["/c1", "/c2"], ["/p"], ["/r"]));
    }

    [Fact]
    public void Requests_are_read_as_the_Java_classes_wrote_them()
    {
        Assert.Equal(new ReconfigRequest("server.1=h:1:2", null, "", -1), Read(OpCode.Reconfig, "ReconfigRequest"));
        Assert.Equal(new CheckWatchesRequest("/d", WatcherType.Data), Read(OpCode.CheckWatches, "CheckWatchesRequest"));
        Assert.Equal(
            new RemoveWatchesRequest("/d", WatcherType.Children), Read(OpCode.RemoveWatches, "RemoveWatchesRequest"));
    }

    [Fact]
    public void A_vector_that_is_null_is_read_as_empty()
    {
        var request = Assert.IsType<SetWatchesRequest>(Read(OpCode.SetWatches, "SetWatches"));

        Assert.Equal(new Zxid(7), request.RelativeZxid);
        Assert.Equal(["/d"], request.DataWatches);
        Assert.Equal(["/e"], request.ExistWatches);
        Assert.Empty(request.ChildWatches);
        Assert.Empty(request.PersistentWatches);
    }

    [Fact]
    public void Data_that_is_null_is_read_as_empty()
    {
        var receiver = new RecordingReceiver(WireDialect.Apache);
        byte[] frame =
            [0, 0, 0, 1, 0, 0, 0, (byte)OpCode.SetData, 0, 0, 0, 2, .. "/d"u8, 255, 255, 255, 255, 0, 0, 0, 3];

        DecodedRequest decoded =
            RequestDecoder.Decode(frame, WireDialect.Apache, ProtocolLimits.Default, ref receiver);

        Assert.Equal(DecodeFault.None, decoded.Fault);
        var request = Assert.IsType<SetDataRequest>(receiver.Last);
        Assert.Equal((0, 3), (request.Data.Length, request.Version));
    }

    [Fact]
    public void A_stat_keeps_every_field_in_its_place()
    {
        byte[] frame = [.. Header(0), .. Golden.Records["GetDataResponseNull"]];

        AnswerDecoder.ReadAnswer(frame, WireDialect.Apache, ProtocolLimits.Default, new(OpCode.GetData),
            out Answer<Response> answer);

        var body = Assert.IsType<GetDataResponse>(answer.Body);
        Assert.Equal(Stat, body.Stat);
        Assert.True(body.Data.IsEmpty);
    }

    [Fact]
    public void An_armed_watch_answers_an_error_of_its_own_where_a_body_would_stand()
    {
        byte[] frame = [.. Header(0), .. Golden.Records["ErrorResponse"]];

        AnswerDecoder.ReadAnswer(frame, WireDialect.Apache, ProtocolLimits.Default, new(OpCode.AddWatch),
            out Answer<Response> answer);

        Assert.Equal(ErrorCode.NoNode, answer.Code);
        Assert.Null(answer.Body);
    }

    [Fact]
    public void A_sasl_token_is_answered_by_a_token()
    {
        byte[] frame = [.. Header(0), .. Golden.Records["SetSASLResponse"]];

        AnswerDecoder.ReadAnswer(frame, WireDialect.Apache, ProtocolLimits.Default, new(OpCode.Sasl),
            out Answer<Response> answer);

        Assert.Equal("tok"u8, Assert.IsType<SaslResponse>(answer.Body).Token.Span);
    }

    [Fact]
    public void An_error_is_answered_without_a_body()
    {
        using var writer = new JuteWriter();

        int length = AnswerEncoder.Write(
            writer, WireDialect.Apache, 7, OpCode.GetData, new Answer<Response>(new(9), ErrorCode.NoNode, null));

        Assert.Equal(ReplyHeader.Length, length);
        AnswerDecoder.ReadHeader(writer.WrittenSpan[FrameScanner.PrefixBytes..], out ReplyHeader header);
        Assert.Equal(new ReplyHeader(7, new(9), ErrorCode.NoNode), header);
    }

    private static void AssertBody<T>(string record, T request)
        where T : struct, IRequest
    {
        using var writer = new JuteWriter();
        RequestEncoder.Write(writer, WireDialect.Apache, new(1, 0), request);
        string body = Convert.ToHexString(writer.WrittenSpan[(FrameScanner.PrefixBytes + 8)..]);
        Assert.Equal(Convert.ToHexString(Golden.Records[record]), body);
    }

    private static IRequest? Read(OpCode op, string record)
    {
        var receiver = new RecordingReceiver(WireDialect.Apache);
        byte[] frame = [0, 0, 0, 1, 0, 0, 0, (byte)op, .. Golden.Records[record]];
        Assert.Equal(
            DecodeFault.None,
            RequestDecoder.Decode(frame, WireDialect.Apache, ProtocolLimits.Default, ref receiver).Fault);
        return receiver.Last;
    }

    private static byte[] Header(byte code) => [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, code];
}
