using System.Text;
using Coordination.Crush;

namespace Coordination.Tests.Crush.Goldens;

/// <summary>Every map of the goldens in both forms, and what the tools make of texts that are wrong.</summary>
public sealed class MapGoldenTests
{
    public static TheoryData<string, string> Maps()
    {
        var maps = new TheoryData<string, string>();
        foreach (string name in Golden.Names("maps", ".txt"))
        {
            foreach (string release in new[] { "16", "20" })
            {
                if (Golden.Has($"maps/{name}.bin{release}"))
                    maps.Add(name, release);
            }
        }
        return maps;
    }

    [Theory, MemberData(nameof(Maps))]
    public void Compiling_gives_the_bytes_of_the_reference(string map, string release) =>
        Assert.Equal(Golden.Bytes($"maps/{map}.bin{release}"),
            Golden.Make("compile", Golden.PathOf($"maps/{map}.txt"), "--compat", release));

    [Theory, MemberData(nameof(Maps))]
    public void Decompiling_gives_the_text_of_the_reference(string map, string release) =>
        Assert.Equal(Golden.Text($"maps/{map}.dec{release}"),
            Golden.Run("", "decompile", Golden.PathOf($"maps/{map}.bin{release}"), "--compat", release));

    [Theory, MemberData(nameof(Maps))]
    public void Decoding_and_encoding_gives_the_same_bytes(string map, string release)
    {
        byte[] encoded = Golden.Bytes($"maps/{map}.bin{release}");
        var kind = release == "16" ? CephRelease.Pacific : CephRelease.Tentacle;

        Assert.Equal(encoded, CrushBinary.Encode(CrushBinary.Decode(encoded), kind));
    }

    /// <summary>Weights of 32768 and more are printed as negative numbers, which no text may have.</summary>
    public static TheoryData<string, string> MapsWithUsualWeights() =>
        [.. Maps().Where(row => row.Data.Item1 != "m19_odd")];

    [Theory, MemberData(nameof(MapsWithUsualWeights))]
    public void A_decompiled_text_compiles_to_the_same_text_but_for_lost_decimals(string map, string release)
    {
        string once = CrushText.Decompile(CrushBinary.Decode(Golden.Bytes($"maps/{map}.bin{release}")));
        string twice = CrushText.Decompile(CrushText.Compile(once));

        Assert.Equal(WithoutWeights(once), WithoutWeights(twice));
    }

    [Fact]
    public void Every_wrong_text_is_refused_with_line_and_column()
    {
        foreach (string name in Golden.Names("errors", ".txt"))
        {
            string text = Encoding.UTF8.GetString(Golden.Bytes($"errors/{name}.txt"));

            var error = Assert.Throws<CrushFormatException>(() => CrushText.Compile(text));

            Assert.InRange(error.Line, 1, text.Split('\n').Length);
            Assert.True(error.Column > 0);
            Assert.NotEqual(0, Golden.TryRun("", "compile", Golden.PathOf($"errors/{name}.txt"), "-o",
                "none.bin").Code);
        }
    }

    private static IEnumerable<string> WithoutWeights(string text) =>
        text.Split('\n').Select(line => System.Text.RegularExpressions.Regex.Replace(line, @"\d+\.\d{5}", "w"));
}
