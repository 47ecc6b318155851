using Coordination.Tests.Client.Scripted;
using Coordination.Transports;
using Coordination.Transports.InMemory;

namespace Coordination.Tests.Client;

/// <summary>Clients of an ensemble in memory, all on one thread and one manual clock.</summary>
internal sealed class InMemoryClient
{
    public InMemoryClient() => Ensemble = InMemoryEnsemble.Start(new InMemoryEnsembleOptions { TimeProvider = Clock });

    public ManualClock Clock { get; } = new();

    public InMemoryEnsemble Ensemble { get; }

    public CoordinationClient Connect(Action<CoordinationClientOptions>? configure = null) =>
        ConnectOver(Ensemble.Transport, configure);

    public CoordinationClient ConnectOver(ITransport transport, Action<CoordinationClientOptions>? configure = null)
    {
        var options = new CoordinationClientOptions { TimeProvider = Clock, Random = new Random(1) };
        configure?.Invoke(options);
        var client = CoordinationClient.Start([transport], options);
        Clock.RunPosted();
        Assert.Equal(ConnectionState.Connected, client.State);
        return client;
    }

    public void PassUntilConnected(CoordinationClient client)
    {
        for (int i = 0; i < 1_000 && client.State != ConnectionState.Connected; i++)
            Clock.PassMs(10);
        Assert.Equal(ConnectionState.Connected, client.State);
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
