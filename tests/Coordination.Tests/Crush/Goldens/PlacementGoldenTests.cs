using Coordination.Crush;

namespace Coordination.Tests.Crush.Goldens;

/// <summary>Every placement of the goldens: 264 cases, 195,072 inputs.</summary>
public sealed class PlacementGoldenTests
{
    public static TheoryData<string> Cases() => [.. Golden.Rows("cases.tsv").Select(row => row[0])];

    [Theory, MemberData(nameof(Cases))]
    public void Inputs_are_placed_as_the_reference_does(string name)
    {
        PlacementCase theCase = PlacementCase.Find(name);
        CrushMap map = theCase.Load();

        Assert.Equal(theCase.Expected, theCase.PlaceSingly(map, useVectors: true));
        if (TestScale.Factor > 1 || name.EndsWith('0'))        // the slow way, for a part of the cases only
            Assert.Equal(theCase.Expected, theCase.PlaceSingly(map, useVectors: false));
        Assert.Equal(theCase.Expected, theCase.PlaceInBatches(map, useVectors: true));
    }

    /// <summary>The command prints the same; those cases of which the reference says how many tries it took.</summary>
    public static TheoryData<string> CasesWithTries() => [.. Golden.Names("expect", ".tries")];

    [Theory, MemberData(nameof(CasesWithTries))]
    public void The_command_prints_what_the_reference_prints(string name)
    {
        PlacementCase theCase = PlacementCase.Find(name);

        string[] lines = Golden.Run("", theCase.Words).TrimEnd('\n').Split('\n');

        Assert.Equal($"CRUSH rule {theCase.Rule} x {theCase.First} [", lines[0][..(lines[0].IndexOf('[') + 1)]);
        Assert.Equal(theCase.Expected, lines.Select(PlacementCase.Compact));
        Assert.Equal(Golden.Text($"expect/{name}.tries"), Golden.Run("", [.. theCase.Words, "--show-choose-tries"]));
        if (Golden.Has($"expect/{name}.stat"))
            Assert.Equal(Golden.Text($"expect/{name}.stat"), Golden.Run("", [.. theCase.Words, "--show-utilization"]));
    }
}
