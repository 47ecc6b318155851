using Coordination.Samples.Recipes.Events;

namespace Coordination.Samples.Recipes.Commands;

/// <summary>Takes something again and again, holds it and gives it back.</summary>
/// <param name="shell">What surrounds it.</param>
/// <param name="client">The client.</param>
/// <param name="options">How often and for how long.</param>
/// <param name="acquire">One attempt; null where it was given up.</param>
internal sealed class HoldLoop(
    Shell shell, ICoordinationClient client, HoldOptions options,
    Func<TimeSpan, CancellationToken, ValueTask<HeldLease?>> acquire)
{
    private const int NotAcquired = 1;

    // After a signal, how long to wait for the answer to the release; the session is closed afterwards in any case.
    private static readonly TimeSpan LastWait = TimeSpan.FromMilliseconds(500);

    public async Task<int> RunAsync()
    {
        for (int attempt = 0; options.Count == 0 || attempt < options.Count; attempt++)
        {
            if (attempt > 0 && options.Gap > TimeSpan.Zero && !await shell.PauseAsync(options.Gap, shell.Stop))
                return 0;
            int? code = await AttemptAsync();
            if (shell.Stop.IsCancellationRequested || code is not null)
                return code ?? 0;
        }

        return 0;
    }

    /// <summary>The exit code where the process is to end with it.</summary>
    private async Task<int?> AttemptAsync()
    {
        shell.Events.Write(new RecipeEvent { Event = "waiting" });
        HeldLease? held = await acquire(options.Timeout, shell.Stop);
        if (held is null)
        {
            shell.Events.Write(new RecipeEvent { Event = "timeout" });
            return options.Command.Length > 0 ? NotAcquired : null;
        }

        int? code = null;
        try
        {
            if (shell.Events.Begin(held, "acquired", client.TimeProvider))
                code = await HoldAsync(held);
        }
        finally
        {
            shell.Events.End(held, "released");
            await ReleaseAsync(held);
        }

        return code;
    }

    private async Task<int?> HoldAsync(HeldLease held)
    {
        using CancellationTokenRegistration told = held.Lease.Lost.Register(shell.Events.Look);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(shell.Stop, held.Lease.Lost);
        using var renewals = new RenewalTeller(shell.Events, client, held, options.ShowsHeld);
        if (options.Command.Length > 0)
            return await ChildCommand.RunAsync(options.Command, held, ends.Token);
        if (options.Hold is not { } hold)
        {
            await CountAsync(held);
            return null;
        }

        if (options.Guard is null || await shell.PauseAsync(hold / 2, ends.Token))
            await CountAsync(held);
        if (!ends.IsCancellationRequested)
            await shell.PauseAsync(options.Guard is null ? hold : hold / 2, ends.Token);
        return null;
    }

    private Task CountAsync(HeldLease held) => options.Guard is { } counter
        ? new GuardedCounter(client, counter, held, shell.Events).AddOneAsync(shell.Stop) : Task.CompletedTask;

    private async Task ReleaseAsync(HeldLease held)
    {
        Task released = held.Lease.DisposeAsync().AsTask();
        if (!shell.Stop.IsCancellationRequested)
            await Task.WhenAny(released, StoppedAsync());
        await Task.WhenAny(released, Task.Delay(LastWait));
        if (released.IsFaulted)
            await released;
    }

    private Task StoppedAsync() => shell.PauseAsync(TimeSpan.Zero, shell.Stop);
}
