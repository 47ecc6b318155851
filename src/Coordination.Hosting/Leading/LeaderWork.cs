using Coordination.Recipes.Election;

namespace Coordination.Hosting;

/// <summary>What a host does while it leads.</summary>
/// <param name="Path">The election's znode.</param>
/// <param name="ClientKey">The key of the client; null for the only one.</param>
/// <param name="Options">Of the candidate.</param>
/// <param name="RunAsync">The work of one term, with the services of its scope and the client's clock.</param>
internal sealed record LeaderWork(
    ZPath Path, object? ClientKey, ElectionOptions Options,
    Func<IServiceProvider, TimeProvider, CancellationToken, Task> RunAsync);
