using Coordination.Recipes.ConfigSubscriptions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coordination.Configuration.Provider;

/// <summary>
/// Hands a subscription's keys to the application's configuration, and tells it of each new version once.
/// </summary>
internal sealed partial class CoordinationConfigurationProvider : ConfigurationProvider, IDisposable
{
    private readonly ConfigSubscription<IDictionary<string, string?>> _subscription;
    private readonly CancellationTokenSource _stop = new();
    private readonly ILogger _logger;

    public CoordinationConfigurationProvider(
        ConfigSubscription<IDictionary<string, string?>> subscription, ILoggerFactory? loggers)
    {
        _subscription = subscription;
        _logger = loggers?.CreateLogger("Coordination.Configuration") ?? NullLogger.Instance;
        Show();
        Following = FollowAsync();
    }

    /// <summary>Ends when the subscription does, or the provider is disposed.</summary>
    internal Task Following { get; }

    /// <summary>Shows the version in force.</summary>
    public override void Load() => Show();

    /// <summary>Stops following; what was loaded stays.</summary>
    public void Dispose() => _stop.Cancel();

    public override string ToString() => $"Coordination {string.Join(", ", _subscription.Paths)}";

    // Whether any key differs from those shown before.
    private bool Show()
    {
        if (_subscription.State.Current is not { } current)
            return false;
        bool isChanged = Data.Count != current.Value.Count || current.Value.Any(
            pair => !Data.TryGetValue(pair.Key, out string? before) || before != pair.Value);
        Data = current.Value;
        return isChanged;
    }

    private async Task FollowAsync()
    {
        try
        {
            await foreach (ConfigState<IDictionary<string, string?>> _ in _subscription.WatchAsync(_stop.Token)
                .ConfigureAwait(false))
            {
                if (Show())
                    Tell();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed.
        }
    }

    private void Tell()
    {
        try
        {
            OnReload();
        }
        catch (Exception failure)
        {
            // Whoever listens is the application's; the next version must reach it all the same.
            Log.ListenerFailed(_logger, this, failure);
        }
    }
}
