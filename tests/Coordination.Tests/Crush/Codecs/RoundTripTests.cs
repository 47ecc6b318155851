using Coordination.Crush;
using Coordination.Tests.Crush.Random;
using FsCheck.Xunit;

namespace Coordination.Tests.Crush.Codecs;

public sealed class RoundTripTests
{
    [Property(MaxTest = 150, EndSize = 1 << 20)]
    public void What_is_encoded_is_decoded(int seed)
    {
        CrushMap map = CrushText.Compile(RandomMap.FromSeed(seed).Text);
        foreach (CephRelease release in Enum.GetValues<CephRelease>())
        {
            byte[] encoded = CrushBinary.Encode(map, release);

            Assert.Equal(encoded, CrushBinary.Encode(CrushBinary.Decode(encoded), release));
        }
    }

    [Property(MaxTest = 150, EndSize = 1 << 20)]
    public void A_decompiled_text_compiles_to_a_map_of_the_same_shape(int seed)
    {
        string once = CrushText.Decompile(CrushText.Compile(RandomMap.FromSeed(seed).Text));

        string twice = CrushText.Decompile(CrushText.Compile(once));

        Assert.Equal(WithoutNumbers(once), WithoutNumbers(twice));
    }

    /// <summary>Five decimals lose a little of each weight.</summary>
    private static string[] WithoutNumbers(string text) =>
        [.. text.Split('\n').Select(line => System.Text.RegularExpressions.Regex.Replace(line, @"\d+\.\d{5}", "w"))];
}
