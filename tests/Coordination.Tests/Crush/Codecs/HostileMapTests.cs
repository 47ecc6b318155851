using System.Text;
using Coordination.Crush;
using Coordination.Tests.Crush.Random;

namespace Coordination.Tests.Crush.Codecs;

/// <summary>Maps that are wrong: an error that says where, and never a crash, a hang or much memory.</summary>
public sealed class HostileMapTests
{
    private const int Maps = 25;
    private const string Start = "device 0 d0\ntype 0 osd\ntype 1 host\n";

    private static readonly Lazy<byte[][]> Encoded = new(() => [.. Enumerable.Range(0, Maps)
        .Select(seed => CrushBinary.Encode(CrushText.Compile(RandomMap.FromSeed(seed).Text)))]);

    [Fact]
    public void Spoilt_bytes_are_read_or_refused_with_an_offset()
    {
        var random = new System.Random(11);
        for (int i = 0; i < 50_000 * TestScale.Factor; i++)
        {
            byte[] bytes = Spoil(Encoded.Value[i % Maps], random);
            try
            {
                CrushMap map = CrushBinary.Decode(bytes);
                Assert.NotEmpty(CrushBinary.Encode(map));
            }
            catch (CrushFormatException error)
            {
                Assert.InRange(error.Offset, 0, bytes.Length);
                Assert.Equal(0, error.Line);
            }
        }
    }

    [Fact]
    public void Spoilt_texts_are_read_or_refused_with_line_and_column()
    {
        var random = new System.Random(12);
        string[] texts = [.. Enumerable.Range(0, Maps).Select(seed => Short(RandomMap.FromSeed(seed).Text))];
        for (int i = 0; i < 50_000 * TestScale.Factor; i++)
        {
            string text = Spoil(texts[i % Maps], random);
            try
            {
                CrushMap map = CrushText.Compile(text);
                Assert.NotEmpty(CrushText.Decompile(map));
            }
            catch (CrushFormatException error)
            {
                Assert.InRange(error.Offset, 0, text.Length);
                Assert.True(error.Line >= 1 && error.Column >= 1);
            }
        }
    }

    [Fact]
    public void Every_truncation_is_refused_or_ends_between_two_groups()
    {
        byte[] bytes = Encoded.Value[0];
        for (int length = 0; length < bytes.Length; length++)
        {
            try
            {
                CrushBinary.Decode(bytes.AsSpan(0, length));
                Assert.True(length > 100);      // old maps end early, but not within the buckets
            }
            catch (CrushFormatException error)
            {
                Assert.InRange(error.Offset, 0, length);
            }
        }
    }

    [Theory]
    [InlineData("host a { id -1 alg straw2 item b }\nhost b { id -2 alg straw2 item a }", "contain")]
    [InlineData("host a { id -1 alg straw2 item a }", "not defined")]
    [InlineData("host a { id -1 alg straw2 item nothing }", "not defined")]
    [InlineData("shed a { id -1 alg straw2 item d0 }", "type 'shed'")]
    [InlineData("host a { id -1 alg straw2 item d0 weight 99999 }", "weight")]
    [InlineData("host a { id -1 alg straw2 item d0 weight -1 }", "weight")]
    [InlineData("host a { id -1 alg straw2 item d0 pos 3 }", "position")]
    [InlineData("host a { id -2147483648 alg straw2 item d0 }", "id")]
    [InlineData("device 99999999999 d9", "device")]
    [InlineData("host a { id -1 alg straw2 item d0 ", "ends too early")]
    [InlineData("host a { id -1 alg straw2 item d0 } ;", "U+003B")]
    public void Wrong_texts_are_refused_with_a_reason(string text, string reason)
    {
        var error = Assert.Throws<CrushFormatException>(() =>
            CrushText.Compile(Start + text));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Line, 4, 5);
    }

    [Fact]
    public void A_cycle_in_an_encoded_map_is_refused()
    {
        byte[] bytes = CrushBinary.Encode(CrushText.Compile(Start + "host a { id -1 alg straw2 item d0 }"));
        int firstItem = 16 + 4 + 16;            // header; algorithm; id, type, algorithm, hash, weight, size
        BitConverter.TryWriteBytes(bytes.AsSpan(firstItem), -1);

        var error = Assert.Throws<CrushFormatException>(() => CrushBinary.Decode(bytes));

        Assert.Contains("contains itself", error.Message, StringComparison.Ordinal);
        Assert.Equal(16, error.Offset);
    }

    [Fact]
    public void A_dangling_id_in_an_encoded_map_is_refused()
    {
        byte[] bytes = CrushBinary.Encode(CrushText.Compile(Start + "host a { id -1 alg straw2 item d0 }"));
        BitConverter.TryWriteBytes(bytes.AsSpan(36), -7);

        var error = Assert.Throws<CrushFormatException>(() => CrushBinary.Decode(bytes));

        Assert.Contains("item -7, which does not exist", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Spoil(byte[] bytes, System.Random random)
    {
        byte[] spoilt = [.. bytes];
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int at = random.Next(spoilt.Length);
            if (random.Next(6) == 0)
                return spoilt[..at];
            spoilt[at] = random.Next(3) == 0 ? (byte)255 : (byte)random.Next(256);
        }
        return spoilt;
    }

    private static string Spoil(string text, System.Random random)
    {
        const string characters = "{}[]#-.0123456789abcdefghist \n;";
        var spoilt = new StringBuilder(text);
        for (int change = random.Next(1, 4); change > 0 && spoilt.Length > 0; change--)
        {
            int at = random.Next(Math.Max(1, spoilt.Length - 20));
            switch (random.Next(4))
            {
                case 0:
                    spoilt.Remove(at, Math.Min(spoilt.Length - at, random.Next(1, 20)));
                    break;
                case 1:
                    spoilt.Insert(at, text.AsSpan(random.Next(text.Length - 20), 20));
                    break;
                case 2:
                    spoilt.Length = Math.Min(spoilt.Length, at + 20);
                    break;
                default:
                    spoilt[at] = characters[random.Next(characters.Length)];
                    break;
            }
        }
        return spoilt.ToString();
    }

    /// <summary>The head of a long text: the rest costs time and is like it.</summary>
    private static string Short(string text) => text.Length <= 3000 ? text : text[..3000];
}
