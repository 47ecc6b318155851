using Coordination.Tests.Client.Scripted;
using Coordination.Transports.InMemory;

namespace Coordination.Tests.Client;

/// <summary>Clients of an ensemble in memory, all on one thread and one manual clock.</summary>
internal sealed class InMemoryClient
{
    public InMemoryClient() => Ensemble = InMemoryEnsemble.Start(new InMemoryEnsembleOptions { TimeProvider = Clock });

    public ManualClock Clock { get; } = new();

    public InMemoryEnsemble Ensemble { get; }

    public CoordinationClient Connect(Action<CoordinationClientOptions>? configure = null)
    {
        var options = new CoordinationClientOptions { TimeProvider = Clock, Random = new Random(1) };
        configure?.Invoke(options);
        var client = CoordinationClient.Start([Ensemble.Transport], options);
        Clock.RunPosted();
        Assert.Equal(ConnectionState.Connected, client.State);
        return client;
    }

    public T Finish<T>(ValueTask<T> call)
    {
        Clock.RunPosted();
        Assert.True(call.IsCompleted, "The call has not completed.");
        return call.GetAwaiter().GetResult();
    }

    /// <summary>The result of a call that has completed at once.</summary>
    public static T Take<T>(ValueTask<T> call)
    {
        Assert.True(call.IsCompletedSuccessfully);
        return call.GetAwaiter().GetResult();
    }

    public void Finish(ValueTask call)
    {
        Clock.RunPosted();
        Assert.True(call.IsCompleted, "The call has not completed.");
        call.GetAwaiter().GetResult();
    }

    public RequestRejectedException Rejects<T>(ValueTask<T> call)
    {
        Clock.RunPosted();
        return Assert.ThrowsAny<RequestRejectedException>(() => call.GetAwaiter().GetResult());
    }
}
