using System.Diagnostics.Metrics;
using Coordination.Ensemble;
using Coordination.Requests;

namespace Coordination.Tests.Ensemble;

public class TelemetryTests
{
    [Fact]
    public async Task Every_ensemble_is_measured_under_its_name_until_it_stops()
    {
        var ensemble = new EnsembleUnderTest(options => options.Name = "measured");
        ClientUnderTest client = ensemble.Connect();
        client.Call(new AddWatchRequest("/", AddWatchMode.Persistent));
        client.Set("/", 1);

        Dictionary<string, long> figures = Measure("measured");
        Assert.Equal(1, figures["coordination.ensemble.sessions"]);
        Assert.Equal(1, figures["coordination.ensemble.connections"]);
        Assert.Equal(1, figures["coordination.ensemble.watches"]);
        Assert.Equal(1, figures["coordination.ensemble.events"]);
        Assert.Equal(2, figures["coordination.ensemble.commands"]);
        Assert.Equal(1, figures["coordination.ensemble.reads"]);
        Assert.Equal(ensemble.Ensemble.ZnodeCount, figures["coordination.ensemble.znodes"]);

        ValueTask stopped = ensemble.Ensemble.DisposeAsync();
        ensemble.Time.RunPosted();
        await stopped;
        Assert.Empty(Measure("measured"));
    }

    private static Dictionary<string, long> Measure(string ensemble)
    {
        var figures = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == Telemetry.Name)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (Equals(tags[0].Value, ensemble))
                figures[instrument.Name] = value;
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return figures;
    }
}
