using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Coordination.Tests.Client;

/// <summary>
/// Who listens makes every client of the process measure its requests: these tests run when no others do.
/// </summary>
[Collection(nameof(Alone))]
public sealed class TelemetryTests
{
    private const string Name = "Coordination.Client";

    private readonly InMemoryClient _world = new();

    [Fact]
    public void A_request_is_measured_by_operation_and_outcome()
    {
        CoordinationClient client = _world.Connect();
        var seen = new List<(string Instrument, object? Operation, object? Code, double Seconds)>();
        using MeterListener listener = Listen();
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            seen.Add((instrument.Name, tags[0].Value, tags[1].Value, value)));

        _world.Finish(client.CreateAsync("/a"));
        _world.Rejects(client.GetAsync("/missing"));

        Assert.Equal(
            [
                ("coordination.client.request.duration", "Create", "Ok", 0),
                ("coordination.client.request.duration", "GetData", "NoNode", 0),
            ],
            seen);
    }

    [Fact]
    public void Sessions_disconnects_and_events_are_counted()
    {
        var counts = new Dictionary<string, long>();
        using MeterListener listener = Listen();
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
            counts[instrument.Name] = counts.GetValueOrDefault(instrument.Name) + value);

        CoordinationClient client = _world.Connect();
        IAsyncEnumerator<WatchEvent> stream = client.WatchAsync("/a").GetAsyncEnumerator(
            TestContext.Current.CancellationToken);
        ValueTask<bool> armed = stream.MoveNextAsync();
        _world.Finish(armed);
        _world.Finish(client.CreateAsync("/a"));
        ValueTask stopped = _world.Ensemble.DisposeAsync();
        _world.Finish(stopped);
        _world.Clock.PassMs(60_000);

        Assert.Equal(1, counts["coordination.client.sessions.begun"]);
        Assert.Equal(1, counts["coordination.client.watch.events"]);
        Assert.Equal(1, counts["coordination.client.disconnects"]);
        Assert.Equal(1, counts["coordination.client.sessions.lost"]);
    }

    [Fact]
    public void A_request_is_traced_below_what_its_caller_was_doing()
    {
        CoordinationClient client = _world.Connect();
        var seen = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = seen.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using Activity caller = new Activity("caller").Start();

        _world.Finish(client.CreateAsync("/a"));

        Activity traced = Assert.Single(seen);
        Assert.Equal("coordination.Create", traced.OperationName);
        Assert.Equal(ActivityKind.Client, traced.Kind);
        Assert.Equal(caller.SpanId, traced.ParentSpanId);
        Assert.Equal("Ok", traced.GetTagItem("coordination.code"));
    }

    private static MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == Name)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.Start();
        return listener;
    }

    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;
}
