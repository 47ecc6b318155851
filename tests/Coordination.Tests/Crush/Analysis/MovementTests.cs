using System.Globalization;
using Coordination.Crush;
using Coordination.Tests.Crush.Goldens;

namespace Coordination.Tests.Crush.Analysis;

public sealed class MovementTests
{
    /// <summary>Without those that mark a device out: the table does not say which.</summary>
    public static TheoryData<string> Changes() =>
        [.. Golden.Rows("movement/movement.tsv").Select(row => row[0]).Where(n => !n.StartsWith("out_"))];

    [Theory, MemberData(nameof(Changes))]
    public void Movement_is_what_the_reference_counted(string name)
    {
        string[] row = Golden.Rows("movement/movement.tsv").Single(r => r[0] == name);
        CrushMap before = CrushBinary.Decode(Golden.Bytes($"movement/{name}.a.bin"));
        CrushMap after = CrushBinary.Decode(Golden.Bytes($"movement/{name}.b.bin"));
        int rule = Number(row[3]), replicas = Number(row[4]);

        Movement movement = Movement.Between(
            new CrushMapper(before, rule, replicas), new CrushMapper(after, rule, replicas), 0, Number(row[5]));

        Assert.Equal(Number(row[6]), movement.InputsChanged);
        Assert.Equal(Number(row[7]), movement.ReplicasMoved);
        Assert.Equal(Number(row[8]), movement.Replicas);
        Assert.Equal(double.Parse(row[10], CultureInfo.InvariantCulture), Least(before, after, rule), 4);
    }

    private static double Least(CrushMap before, CrushMap after, int rule) =>
        Movement.LeastFraction(Shares(before, rule), Shares(after, rule));

    private static IReadOnlyDictionary<int, double> Shares(CrushMap map, int rule) =>
        RuleTargets.Of(map, rule)!.Shares();    // all rules of the goldens are simple

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
