using Coordination.Samples.Recipes.CommandLine;

namespace Coordination.Samples.Recipes.Commands;

/// <summary>How often to take something, for how long, and what to do meanwhile.</summary>
/// <param name="Hold">How long to hold it; zero until the end; null: given back at once.</param>
/// <param name="Count">How many attempts; 0 for ever.</param>
/// <param name="Gap">How long to wait between two.</param>
/// <param name="Timeout">When to give an attempt up; zero never.</param>
/// <param name="Guard">The znode of a counter to add to under the guard of the lease; null for none.</param>
/// <param name="ShowsHeld">Whether to tell each renewal.</param>
/// <param name="Command">What to run while it is held; empty for nothing.</param>
internal sealed record HoldOptions(
    TimeSpan? Hold, int Count, TimeSpan Gap, TimeSpan Timeout, ZPath? Guard, bool ShowsHeld, string[] Command)
{
    public static HoldOptions Take(Arguments arguments)
    {
        bool holds = !arguments.TakeFlag("--no-hold");
        int holdMs = arguments.TakeNumber("--hold-ms", fallback: 0);
        return new HoldOptions(
            holds ? TimeSpan.FromMilliseconds(holdMs) : null,
            arguments.TakeNumber("--count", fallback: 0),
            TimeSpan.FromMilliseconds(arguments.TakeNumber("--gap-ms", fallback: 0)),
            TimeSpan.FromMilliseconds(arguments.TakeNumber("--timeout-ms", fallback: 0)),
            arguments.TakePath("--guard"),
            arguments.TakeFlag("--show-held"),
            arguments.Command);
    }
}
