using Coordination.Crush;

namespace Coordination.Samples.Crush;

/// <summary>Counts the inputs that two maps place differently.</summary>
internal static class CompareCommand
{
    public static void Run(Arguments arguments, TextWriter output)
    {
        CrushMap before = MapFile.Read(arguments.Next("A")), after = MapFile.Read(arguments.Next("B"));
        int rule = arguments.TakeInt("--rule"), replicas = arguments.TakeInt("--num-rep");
        int first = arguments.TakeInt("--min-x"), last = arguments.TakeInt("--max-x");
        arguments.ExpectEnd();
        long inputs = (long)last - first + 1;
        if (inputs is < 1 or > int.MaxValue)
            throw new UsageException($"--min-x {first} to --max-x {last}: 1 to {int.MaxValue} inputs");

        // As crushtool does: A's devices decide who is in, so the larger map should come first.
        uint[] reweights = Reweight.Full(before);
        var a = new CrushMapper(before, rule, replicas, new()
        {
            Reweights = reweights,
            WeightSet = before.WeightSetFor(0),
        });
        var b = new CrushMapper(after, rule, replicas, new()
        {
            Reweights = reweights,
            WeightSet = after.WeightSetFor(0),
        });
        Movement movement = Movement.Between(a, b, (uint)first, (int)inputs);
        output.Write($"rule {rule} had {movement.InputsChanged}/{movement.Inputs} mismatched mappings");
        output.Write($" ({(double)movement.InputsChanged / movement.Inputs:0.######})\n");
    }
}
