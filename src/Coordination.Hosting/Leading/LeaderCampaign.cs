using Coordination.Recipes.Election;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Coordination.Hosting;

/// <summary>
/// A thin host around <see cref="LeaderElection.RunAsLeaderAsync"/>: it campaigns from the host's start on, gives each
/// term a scope of its own, and steps down before the host's other services stop.
/// </summary>
internal sealed partial class LeaderCampaign(
    IServiceProvider services, LeaderWork work, ILoggerFactory loggerFactory) : IHostedLifecycleService, IDisposable
{
    private readonly ILogger _logger = loggerFactory.CreateLogger<LeaderCampaign>();
    private readonly CancellationTokenSource _stop = new();
    private Task _campaign = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var client = services.GetRequiredKeyedService<ICoordinationClient>(work.ClientKey);
        work.Options.LoggerFactory ??= loggerFactory;
        _campaign = RunAsync(client.Election(work.Path, work.Options), client.TimeProvider);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _stop.Cancel();
        return _campaign.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Whatever ends the campaign does not end the host.
    private async Task RunAsync(LeaderElection election, TimeProvider clock)
    {
        try
        {
            await election.RunAsLeaderAsync((term, ends) => ServeAsync(term, clock, ends), _stop.Token)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (Exception failure)
        {
            Log.CampaignEnded(_logger, failure, work.Path);
        }
    }

    private async Task ServeAsync(Leadership leadership, TimeProvider clock, CancellationToken ends)
    {
        AsyncServiceScope scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            scope.ServiceProvider.GetRequiredService<LeaderTerm>().Leadership = leadership;
            await work.RunAsync(scope.ServiceProvider, clock, ends).ConfigureAwait(false);
        }
    }
}
