using Coordination.Protocol;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Protocol;

/// <summary>
/// Every frame that ZooKeeper 3.8's own client and server exchanged is read, and written again byte for byte.
/// </summary>
public sealed class ConversationTests
{
    private const int XidBytes = sizeof(int);

    [Fact]
    public void Requests_of_the_Java_client_are_read_and_written_again_byte_for_byte()
    {
        var seen = new HashSet<OpCode>();

        foreach (Golden.Connection connection in Golden.Conversation)
        {
            foreach ((_, byte[] frame) in connection.Frames.Where(f => f.FromClient).Skip(1))
            {
                var receiver = new RecordingReceiver(WireDialect.Apache);

                DecodedRequest decoded = Decode(frame, receiver);

                Assert.Equal(DecodeFault.None, decoded.Fault);
                Assert.Equal(1, receiver.Count);
                Assert.Equal(Normal(frame, decoded.OpCode), Hex(receiver.Again));
                seen.Add(decoded.OpCode);
            }
        }

        OpCode[] all =
        [
            OpCode.Create, OpCode.Create2, OpCode.CreateContainer, OpCode.CreateTtl, OpCode.Delete, OpCode.Exists,
            OpCode.GetData, OpCode.SetData, OpCode.GetAcl, OpCode.SetAcl, OpCode.GetChildren, OpCode.GetChildren2,
            OpCode.Sync, OpCode.Ping, OpCode.Multi, OpCode.MultiRead, OpCode.CheckWatches, OpCode.RemoveWatches,
            OpCode.AddWatch, OpCode.SetWatches2, OpCode.Auth, OpCode.GetEphemerals, OpCode.GetAllChildrenNumber,
            OpCode.WhoAmI, OpCode.CloseSession,
        ];
        Assert.Empty(all.Except(seen));
    }

    [Fact]
    public void Answers_and_events_of_the_Java_server_are_read_and_written_again_byte_for_byte()
    {
        int answers = 0, events = 0;

        foreach (Golden.Connection connection in Golden.Conversation)
        {
            var pending = new Dictionary<int, AskedRequest>();
            foreach ((bool isFromClient, byte[] frame) in connection.Frames.Skip(2))
            {
                if (isFromClient)
                    Ask(pending, frame);
                else if (TryReadEvent(frame))
                    events++;
                else
                    answers += CheckAnswer(pending, frame);
            }
        }

        Assert.Equal(17, events);
        Assert.Equal(52, answers);
    }

    [Fact]
    public void Handshakes_of_the_Java_client_and_server_are_read_and_written_again_byte_for_byte()
    {
        foreach (Golden.Connection connection in Golden.Conversation)
        {
            Assert.Equal(DecodeFault.None, HandshakeCodec.Read(connection.Frames[0].Frame, out ConnectFrame asked));
            Assert.Equal(DecodeFault.None,
                HandshakeCodec.Read(connection.Frames[1].Frame, out ConnectAnswerFrame answer));

            using var writer = new JuteWriter();
            HandshakeCodec.Write(writer, asked);
            Assert.Equal(Hex(connection.Frames[0].Frame), Hex(writer.WrittenSpan[FrameScanner.PrefixBytes..]));
            writer.Clear();
            HandshakeCodec.Write(writer, answer);
            Assert.Equal(Hex(connection.Frames[1].Frame), Hex(writer.WrittenSpan[FrameScanner.PrefixBytes..]));
            Assert.Null(asked.Extension);
            Assert.False(answer.Response.RemembersAnswers);
        }
    }

    [Fact]
    public void A_wrong_password_was_answered_by_no_session_and_no_timeout()
    {
        ConnectAnswerFrame refused = default;
        foreach (Golden.Connection connection in Golden.Conversation)
        {
            HandshakeCodec.Read(connection.Frames[1].Frame, out ConnectAnswerFrame answer);
            if (answer.Response.IsExpired)
                refused = answer;
        }

        Assert.True(refused.HasReadOnlyFlag);
        Assert.Equal(SessionId.None, refused.Response.Session);
    }

    [Fact]
    public void A_failed_multi_is_read_as_the_error_of_its_first_slot_that_failed()
    {
        Answer<Response> answer = AnswersTo(OpCode.Multi).First(a => a.Code != ErrorCode.Ok);

        Assert.Equal(ErrorCode.BadVersion, answer.Code);
        var body = Assert.IsType<MultiResponse>(answer.Body);
        Assert.Equal(
            [ErrorCode.Ok, ErrorCode.BadVersion, ErrorCode.RuntimeInconsistency],
            body.Results.Select(r => r.Code));
        Assert.Equal([OpCode.Create, OpCode.Check, OpCode.Delete], body.Results.Select(r => r.OpCode));
    }

    [Fact]
    public void A_multi_that_succeeded_is_read_slot_by_slot()
    {
        var body = Assert.IsType<MultiResponse>(AnswersTo(OpCode.Multi).First(a => a.Code == ErrorCode.Ok).Body);

        Assert.All(body.Results, r => Assert.Equal(ErrorCode.Ok, r.Code));
        Assert.Equal("/g/m", Assert.IsType<CreateResponse>(body.Results[0].Body).Path.Value);
        Assert.Equal(OpCode.CreateContainer, body.Results[3].OpCode);
        Assert.Equal(0, Assert.IsType<CreateResponse>(body.Results[3].Body).Stat.Version);
    }

    [Fact]
    public void Reads_of_a_multi_read_fail_one_by_one()
    {
        Answer<Response> answer = AnswersTo(OpCode.MultiRead).Single();

        var body = Assert.IsType<MultiResponse>(answer.Body);
        Assert.Equal(ErrorCode.Ok, answer.Code);
        Assert.Equal(
            [ErrorCode.Ok, ErrorCode.Ok, ErrorCode.NoNode, ErrorCode.NoNode],
            body.Results.Select(r => r.Code));
    }

    private static IEnumerable<Answer<Response>> AnswersTo(OpCode op)
    {
        foreach (Golden.Connection connection in Golden.Conversation)
        {
            var pending = new Dictionary<int, AskedRequest>();
            foreach ((bool isFromClient, byte[] frame) in connection.Frames.Skip(2))
            {
                if (isFromClient)
                    Ask(pending, frame);
                else if (!TryReadEvent(frame) && pending[XidOf(frame)] is { } asked && asked.WireOp == op)
                    yield return ReadAnswer(frame, asked);
            }
        }
    }

    private static void Ask(Dictionary<int, AskedRequest> pending, byte[] frame)
    {
        var receiver = new RecordingReceiver(WireDialect.Apache);
        Decode(frame, receiver);
        pending[XidOf(frame)] = receiver.Asked;
    }

    private static bool TryReadEvent(byte[] frame)
    {
        if (XidOf(frame) != SpecialXid.Notification)
            return false;

        Assert.Equal(DecodeFault.None, AnswerDecoder.ReadEvent(frame, ProtocolLimits.Default, out WatchEvent? change));
        Assert.NotNull(change);
        Assert.Null(change.Zxid); // 3.8 does not say by which change.
        using var writer = new JuteWriter();
        AnswerEncoder.WriteEvent(writer, change);
        Assert.Equal(Hex(frame), Hex(writer.WrittenSpan[FrameScanner.PrefixBytes..]));
        return true;
    }

    private static int CheckAnswer(Dictionary<int, AskedRequest> pending, byte[] frame)
    {
        int xid = XidOf(frame);
        AskedRequest asked = pending[xid];
        Answer<Response> answer = ReadAnswer(frame, asked);

        using var writer = new JuteWriter();
        AnswerEncoder.Write(writer, WireDialect.Apache, xid, asked.WireOp, answer);
        Assert.Equal(Hex(frame), Hex(writer.WrittenSpan[FrameScanner.PrefixBytes..]));
        return 1;
    }

    private static Answer<Response> ReadAnswer(byte[] frame, AskedRequest asked)
    {
        DecodeFault fault = AnswerDecoder.ReadAnswer(
            frame, WireDialect.Apache, ProtocolLimits.Default, asked, out Answer<Response> answer);
        Assert.Equal(DecodeFault.None, fault);
        return answer;
    }

    private static DecodedRequest Decode(byte[] frame, RecordingReceiver receiver) =>
        RequestDecoder.Decode(frame, WireDialect.Apache, ProtocolLimits.Default, ref receiver);

    private static int XidOf(byte[] frame)
    {
        AnswerDecoder.ReadHeader(frame.Length < ReplyHeader.Length ? [.. frame, .. new byte[8]] : frame,
            out ReplyHeader header);
        return header.Xid;
    }

    // The Java client numbers setWatches like any other request, where ours and kazoo say -8; it sends no data as -1,
    // and it has a getChildren without stat, for which ours asks with it.
    private static string Normal(byte[] frame, OpCode op)
    {
        string hex = Hex(frame);
        return op switch
        {
            OpCode.SetWatches2 => "FFFFFFF8" + hex[(2 * XidBytes)..],
            OpCode.GetChildren => hex[..8] + "0000000C" + hex[16..],
            OpCode.Create2 or OpCode.SetData => hex
                .Replace("7365712DFFFFFFFF", "7365712D00000000", StringComparison.Ordinal)
                .Replace("6E6F6E65FFFFFFFF", "6E6F6E6500000000", StringComparison.Ordinal),
            _ => hex,
        };
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes);
}
