using Coordination.Recipes.Election;
using Microsoft.Extensions.Hosting;

namespace Coordination.Tests.Hosting;

/// <summary>An application's service that only the leader runs: it tells what happens to it.</summary>
internal sealed class BillingService(ToldBy told, Leadership term, Failures? failures = null) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        told.Tell("stops");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Assert.True(term.IsHeld);
        told.Tell("begins");
        if (failures is { Left: > 0 })
        {
            failures.Left--;
            throw new InvalidOperationException("The bills are wrong.");
        }

        try
        {
            await new TaskCompletionSource().Task.WaitAsync(stoppingToken);
        }
        finally
        {
            told.Tell("is told to end");
        }
    }
}
