using Coordination.Recipes.ConfigSubscriptions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Coordination.Configuration.Hosts;

/// <summary>Reports to the host's log how a configuration fares that was loaded before there was one.</summary>
internal sealed partial class ConfigurationReporter(
    ConfigSubscription<IDictionary<string, string?>> subscription, ILogger<ConfigurationReporter> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (ConfigState<IDictionary<string, string?>> state in subscription.WatchAsync(stoppingToken)
                .ConfigureAwait(false))
            {
                if (state.Failure is { } failure)
                    Log.Broken(logger, subscription.Paths[0], failure);
                else if (state.Current is { } current)
                    Log.InForce(logger, subscription.Paths[0], current.Documents.Count);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
