using Coordination.Protocol;
using Coordination.Transports;

namespace Coordination.Tests.Protocol;

public sealed class HandshakeTests
{
    private static readonly SessionPassword Password = new("0123456789abcdef"u8);

    [Fact]
    public void Old_clients_leave_the_read_only_byte_out_and_are_answered_without_it()
    {
        byte[] old = Golden.Records["ConnectRequest"];
        byte[] oldAnswer = Golden.Records["ConnectResponse"];

        Assert.Equal(DecodeFault.None, HandshakeCodec.Read(old, out ConnectFrame asked));
        Assert.Equal(DecodeFault.None, HandshakeCodec.Read(oldAnswer, out ConnectAnswerFrame answer));

        Assert.False(asked.HasReadOnlyFlag);
        Assert.False(answer.HasReadOnlyFlag);
        Assert.Equal(new ConnectRequest(new(7), new(new byte[16]), 6, new(5), AcceptsReadOnly: false), asked.Request);
        using var writer = new JuteWriter();
        HandshakeCodec.Write(writer, answer);
        Assert.Equal(oldAnswer, writer.WrittenSpan[FrameScanner.PrefixBytes..].ToArray());
    }

    [Fact]
    public void Our_own_ends_know_each_other_by_eight_bytes()
    {
        var frame = new ConnectFrame(
            new(new(5), Password, 4000, new(9), AcceptsReadOnly: true), Extension: WireExtension.Current);
        using var writer = new JuteWriter();
        HandshakeCodec.Write(writer, frame);

        ReadOnlySpan<byte> bytes = writer.WrittenSpan[FrameScanner.PrefixBytes..];

        Assert.Equal(DecodeFault.None, HandshakeCodec.Read(bytes, out ConnectFrame read));
        Assert.Equal(frame, read);
        Assert.Equal(WireDialect.Coordination, WireExtension.DialectOf(read.Extension));
        Assert.Equal("COOR\0\u0001\0\u0001"u8, bytes[^WireExtension.Length..]);
    }

    [Theory]
    [InlineData("434f4f5200010000", WireDialect.Coordination)]
    [InlineData("434f4f520002ffff", WireDialect.Coordination)]
    [InlineData("434f4f5200010000aabb", WireDialect.Coordination)]
    [InlineData("434f4f5200000000", WireDialect.Apache)]
    [InlineData("434f4f52000100", WireDialect.Apache)]
    [InlineData("434f4f5300010000", WireDialect.Apache)]
    [InlineData("", WireDialect.Apache)]
    [InlineData("01", WireDialect.Apache)]
    public void Whatever_else_follows_the_last_field_is_skipped(string tail, WireDialect expected)
    {
        byte[] frame = [.. Golden.Records["ConnectRequest"], 0, .. Convert.FromHexString(tail)];

        Assert.Equal(DecodeFault.None, HandshakeCodec.Read(frame, out ConnectFrame read));

        Assert.Equal(expected, WireExtension.DialectOf(read.Extension));
        Assert.True(read.HasReadOnlyFlag);
    }

    [Fact]
    public void Only_a_server_that_says_so_in_the_extension_remembers_answers()
    {
        var answer = new ConnectResponse(
            new(5), Password, 4000, IsReadOnly: false, RemembersAnswers: true, Zxid.None, LastXid: 41);
        using var writer = new JuteWriter();
        HandshakeCodec.Write(writer, new ConnectAnswerFrame(answer));
        int plain = writer.Length;
        HandshakeCodec.Write(writer, new ConnectAnswerFrame(answer, Extension: WireExtension.Remembering(true)));
        int with = writer.Length;
        HandshakeCodec.Write(writer, new ConnectAnswerFrame(answer, Extension: WireExtension.Remembering(false)));

        HandshakeCodec.Read(writer.WrittenSpan[FrameScanner.PrefixBytes..plain], out ConnectAnswerFrame foreign);
        HandshakeCodec.Read(writer.WrittenSpan[(plain + 4)..with], out ConnectAnswerFrame remembering);
        HandshakeCodec.Read(writer.WrittenSpan[(with + 4)..], out ConnectAnswerFrame forgetting);

        Assert.False(foreign.Response.RemembersAnswers);
        Assert.True(remembering.Response.RemembersAnswers);
        Assert.False(forgetting.Response.RemembersAnswers);
        Assert.Equal([0, 41, 0], new[] { foreign, remembering, forgetting }.Select(read => read.Response.LastXid));
    }

    [Fact]
    public void A_password_of_another_length_opens_nothing()
    {
        byte[] request = Golden.Records["ConnectRequest"];
        byte[] frame = [.. request[..24], 0, 0, 0, 3, 1, 2, 3, 1];

        Assert.Equal(DecodeFault.None, HandshakeCodec.Read(frame, out ConnectFrame read));

        Assert.Equal(default, read.Request.Password);
        Assert.True(read.Request.AcceptsReadOnly);
    }

    [Fact]
    public void Every_handshake_cut_short_is_a_fault()
    {
        byte[] whole = Golden.Records["ConnectRequest"];
        for (int length = 0; length < whole.Length; length++)
            Assert.Equal(DecodeFault.Truncated, HandshakeCodec.Read(whole.AsSpan(0, length), out ConnectFrame _));
    }
}
