using Coordination.Recipes.Counters;
using Coordination.Samples.Recipes.CommandLine;
using Coordination.Samples.Recipes.Events;

namespace Coordination.Samples.Recipes.Commands;

/// <summary><c>counter</c>: adds to a number that many share.</summary>
internal sealed class CounterCommand : RecipeCommand
{
    private readonly ZPath _path;
    private readonly int _delta;
    private readonly int _count;

    public CounterCommand(Arguments arguments)
    {
        _path = arguments.TakeRequiredPath("--path");
        _delta = arguments.TakeNumber("--add", 1, int.MinValue);
        _count = arguments.TakeNumber("--count", 1);
    }

    public override async Task<int> RunAsync(Shell shell, ICoordinationClient client)
    {
        AtomicCounter counter = client.Counter(_path);
        for (int i = 0; _count == 0 || i < _count; i++)
        {
            long value = await counter.AddAsync(_delta, shell.Stop);
            shell.Events.Write(new RecipeEvent { Event = "value", Value = value });
        }

        return 0;
    }
}
