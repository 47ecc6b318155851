using Coordination.Recipes.Election;
using Coordination.Samples.Recipes.CommandLine;
using Coordination.Samples.Recipes.Events;

namespace Coordination.Samples.Recipes.Commands;

/// <summary><c>elect</c>: stands in an election and observes it.</summary>
internal sealed class ElectCommand : RecipeCommand
{
    private readonly ZPath _path;
    private readonly TimeSpan _term;
    private readonly int _priority;

    public ElectCommand(Arguments arguments)
    {
        _path = arguments.TakeRequiredPath("--path");
        _term = TimeSpan.FromMilliseconds(arguments.TakeNumber("--term-ms", fallback: 0));
        _priority = arguments.TakeNumber("--priority", fallback: 0);
    }

    public override async Task<int> RunAsync(Shell shell, ICoordinationClient client)
    {
        LeaderElection election =
            client.Election(_path, new ElectionOptions { Id = shell.Id, Priority = _priority });
        Task observing = ObserveAsync(shell, election);
        try
        {
            await election.RunAsLeaderAsync((term, ends) => LeadAsync(shell, client, term, ends), shell.Stop);
        }
        finally
        {
            await observing;
        }

        return 0;
    }

    private async Task LeadAsync(Shell shell, ICoordinationClient client, Leadership term, CancellationToken ends)
    {
        var held = new HeldLease(term);
        if (!shell.Events.Begin(held, "leading", client.TimeProvider))
            return;
        using CancellationTokenRegistration told = term.Lost.Register(shell.Events.Look);
        using var renewals = new RenewalTeller(shell.Events, client, held, tellsRenewals: false);
        bool isOver = await shell.PauseAsync(_term, ends);
        shell.Events.End(held, "resigned");
        if (isOver && !held.IsLost)
            await term.HandOverAsync(ends);
    }

    private static async Task ObserveAsync(Shell shell, LeaderElection election)
    {
        try
        {
            await foreach (Leader? leader in election.WatchLeaderAsync(shell.Stop))
                shell.Events.WriteObserved(leader?.Id);
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }
}
