using Coordination.Samples.Recipes.CommandLine;
using Coordination.Samples.Recipes.Commands;

namespace Coordination.Samples.Recipes;

/// <summary>A sub-command with its arguments.</summary>
internal abstract class RecipeCommand
{
    /// <summary>Reads the arguments of the sub-command of this name.</summary>
    public static RecipeCommand Take(string name, Arguments arguments) => name switch
    {
        "lock" => new LockCommand(arguments),
        "semaphore" => new SemaphoreCommand(arguments),
        "multilock" => new MultiLockCommand(arguments),
        "elect" => new ElectCommand(arguments),
        "counter" => new CounterCommand(arguments),
        "member" => new MemberCommand(arguments),
        "register" => new RegisterCommand(arguments),
        "resolve" => new ResolveCommand(arguments),
        "partition" => new PartitionCommand(arguments),
        "watch" => new WatchCommand(arguments),
        _ => throw new UsageException($"{name} is no sub-command"),
    };

    /// <summary>Does it until it is done or told to stop; answers the exit code.</summary>
    public abstract Task<int> RunAsync(Shell shell, ICoordinationClient client);
}
