using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Ensemble;

public class ShutdownTests
{
    private readonly EnsembleUnderTest _ensemble = new();

    [Fact]
    public async Task Every_connection_is_told_and_what_was_answered_before_is_delivered()
    {
        ClientUnderTest client = _ensemble.Connect();
        client.Sink.Forget();
        int xid = client.Send(new ExistsRequest("/"));

        ValueTask stopped = _ensemble.Ensemble.DisposeAsync();
        _ensemble.Time.RunPosted();
        await stopped;

        Assert.Equal([$"{xid} Ok", "Disconnected"], client.Sink.Told);
        Assert.Null(client.TryExecute<ExistsRequest, ExistsResponse>(new("/")));
    }

    [Fact]
    public async Task Who_comes_afterwards_finds_nobody()
    {
        ValueTask stopped = _ensemble.Ensemble.DisposeAsync();
        _ensemble.Time.RunPosted();
        await stopped;

        Assert.Equal(["Unreachable"], _ensemble.Accept().Sink.Told);
    }

    [Fact]
    public async Task Stopping_twice_is_stopping_once()
    {
        ValueTask stopped = _ensemble.Ensemble.DisposeAsync();
        _ensemble.Time.RunPosted();
        await stopped;

        await _ensemble.Ensemble.DisposeAsync();
    }

    [Fact]
    public async Task A_client_that_takes_nothing_does_not_hold_it_up_for_ever()
    {
        _ensemble.Connect();
        ValueTask stopped = _ensemble.Ensemble.DisposeAsync();
        Assert.False(stopped.IsCompleted);

        _ensemble.Time.Advance(TimeSpan.FromSeconds(5));
        _ensemble.Time.RunLastPosted();

        Assert.True(stopped.IsCompleted);
        await stopped;
    }

    [Fact]
    public void A_sink_that_fails_costs_its_own_connection_only()
    {
        ClientUnderTest bad = _ensemble.Connect();
        ClientUnderTest good = _ensemble.Connect();
        bad.Call(new AddWatchRequest("/", AddWatchMode.Persistent));
        good.Call(new AddWatchRequest("/", AddWatchMode.Persistent));
        bad.Sink.Meanwhile = _ => throw new InvalidOperationException("A sink that fails.");

        good.Set("/", 1);
        good.Set("/", 2);

        Assert.Single(bad.Sink.Events);
        Assert.Equal(2, good.Sink.Events.Count);
        Assert.Equal((1, 1), (_ensemble.Ensemble.ConnectionCount, _ensemble.Ensemble.WatchCount));
    }
}
