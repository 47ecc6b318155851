using Coordination.Recipes.Partitioning;
using Coordination.Samples.Recipes.CommandLine;
using Coordination.Samples.Recipes.Events;

namespace Coordination.Samples.Recipes.Commands;

/// <summary><c>partition</c>: shares shards with others and tells which it owns.</summary>
internal sealed class PartitionCommand : RecipeCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly ZPath _path;
    private readonly int _shards;
    private readonly bool _showsHeld;

    public PartitionCommand(Arguments arguments)
    {
        _path = arguments.TakeRequiredPath("--path");
        _showsHeld = arguments.TakeFlag("--show-held");
        _shards = arguments.TakeNumber("--shards", fallback: 0);
        if (_shards is < 1 or > Partitions.MostShards)
            throw new UsageException($"--shards is missing, or not from 1 to {Partitions.MostShards}");
    }

    public override async Task<int> RunAsync(Shell shell, ICoordinationClient client)
    {
        Partitions partitions = client.Partitions(_path, _shards, new PartitionOptions { Id = shell.Id });
        var owned = new OwnedShards(shell.Events, client.TimeProvider, _showsHeld);
        // After a pause of the process this is what tells first that shards are lost.
        await using var looking = new Timer(_ => owned.Look(), null, Interval, Interval);
        await partitions.RunAsync((lease, ends) => HoldAsync(shell, owned, lease, ends), shell.Stop);
        return 0;
    }

    private static async Task HoldAsync(
        Shell shell, OwnedShards owned, ShardLease lease, CancellationToken ends)
    {
        owned.Add(lease);
        using CancellationTokenRegistration told = lease.Lost.Register(owned.Look);
        await shell.PauseAsync(TimeSpan.Zero, ends);
        owned.Remove(lease);
    }
}
