using Coordination.Tree.Commands;

namespace Coordination.Ensemble;

/// <summary>A committed command on its way from the log to the tree.</summary>
/// <param name="Command">The command, with its place and time.</param>
/// <param name="Origin">
/// What it was handed to the log with; null where it comes from another replica or nobody waits for it.
/// </param>
public readonly record struct LoggedCommand(Command Command, object? Origin);
