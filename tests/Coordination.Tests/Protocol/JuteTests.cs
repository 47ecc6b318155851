using Coordination.Protocol;

namespace Coordination.Tests.Protocol;

public sealed class JuteTests
{
    [Fact]
    public void The_first_fault_sticks_and_nothing_is_read_after_it()
    {
        var reader = new JuteReader([0, 0, 0, 9, 1, 2, 3]);

        Assert.True(reader.ReadBuffer(100).IsEmpty);
        Assert.Equal(0, reader.ReadInt32());
        Assert.Null(reader.ReadString(10));
        reader.Fail(DecodeFault.InvalidPath);

        Assert.Equal(DecodeFault.Truncated, reader.Fault);
        Assert.Equal(0, reader.Remaining);
    }

    [Theory]
    [InlineData(int.MinValue, DecodeFault.NegativeLength)]
    [InlineData(-2, DecodeFault.NegativeLength)]
    [InlineData(-1, DecodeFault.None)]
    [InlineData(0, DecodeFault.None)]
    [InlineData(3, DecodeFault.None)]
    [InlineData(4, DecodeFault.Truncated)]
    [InlineData(8, DecodeFault.Truncated)]
    [InlineData(9, DecodeFault.OverLimit)]
    [InlineData(int.MaxValue, DecodeFault.OverLimit)]
    public void Lengths_are_checked_against_the_limit_and_against_what_is_there(int length, DecodeFault expected)
    {
        using var writer = new JuteWriter();
        writer.WriteInt32(length);
        writer.WriteRaw("abc"u8);

        var buffer = new JuteReader(writer.WrittenSpan);
        buffer.ReadBuffer(limit: 8);
        var text = new JuteReader(writer.WrittenSpan);
        text.ReadString(limit: 8);
        var count = new JuteReader(writer.WrittenSpan);
        count.ReadCount(limit: 8, bytesEach: 1);

        Assert.Equal(expected, buffer.Fault);
        Assert.Equal(expected, text.Fault);
        Assert.Equal(expected, count.Fault);
    }

    [Fact]
    public void A_count_that_the_rest_of_the_frame_cannot_hold_is_a_fault()
    {
        using var writer = new JuteWriter();
        writer.WriteInt32(3);
        writer.WriteRaw(new byte[11]);
        var reader = new JuteReader(writer.WrittenSpan);

        Assert.Equal(0, reader.ReadCount(limit: 8, bytesEach: 4));

        Assert.Equal(DecodeFault.Truncated, reader.Fault);
    }

    [Fact]
    public void Text_that_is_not_UTF8_is_a_fault()
    {
        var reader = new JuteReader([0, 0, 0, 2, 0xc3, 0x28]);

        Assert.Null(reader.ReadString(10));

        Assert.Equal(DecodeFault.InvalidText, reader.Fault);
    }

    [Theory]
    [InlineData("", -1, FrameStatus.NeedMore, 0)]
    [InlineData("000000", -1, FrameStatus.NeedMore, 0)]
    [InlineData("00000000", 0, FrameStatus.Complete, 0)]
    [InlineData("0000000201", 8, FrameStatus.NeedMore, 2)]
    [InlineData("000000020102ff", 8, FrameStatus.Complete, 2)]
    [InlineData("00000008", 8, FrameStatus.NeedMore, 8)]
    [InlineData("00000009", 8, FrameStatus.Malformed, 9)]
    [InlineData("7fffffff", 8, FrameStatus.Malformed, int.MaxValue)]
    [InlineData("ffffffff", 8, FrameStatus.Malformed, -1)]
    [InlineData("80000000", 8, FrameStatus.Malformed, int.MinValue)]
    public void Frames_are_cut_at_their_lengths(string received, int limit, FrameStatus expected, int expectedLength)
    {
        FrameStatus status = FrameScanner.Scan(Convert.FromHexString(received), limit, out int length);

        Assert.Equal(expected, status);
        Assert.Equal(expectedLength, length);
    }

    [Fact]
    public void A_writer_takes_back_what_was_written_last()
    {
        using var writer = new JuteWriter();
        writer.WriteInt32(1);
        writer.WriteInt32(2);

        writer.Truncate(4);

        Assert.Equal([0, 0, 0, 1], writer.WrittenSpan.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Truncate(5));
    }

    [Fact]
    public void Text_of_every_width_is_written_as_UTF8()
    {
        using var writer = new JuteWriter();
        writer.WriteString("aé中\U0001F600");
        writer.WriteString(null);
        writer.WriteString("");
        var reader = new JuteReader(writer.WrittenSpan);

        Assert.Equal("aé中\U0001F600", reader.ReadString(100));
        Assert.Null(reader.ReadString(100));
        Assert.Equal("", reader.ReadString(100));
        Assert.Equal(0, reader.Remaining);
    }
}
