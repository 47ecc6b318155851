using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Coordination.Ensemble;

/// <summary>
/// The metrics of all ensembles of this process, each under the tag <c>coordination.ensemble</c>. They are read when
/// somebody looks, so that a request pays for none.
/// </summary>
internal static class Telemetry
{
    /// <summary>The name of the meter: that of the package.</summary>
    public const string Name = "Coordination.Ensemble";

    private static readonly Meter Meter = new(Name);
    private static readonly ConcurrentDictionary<CoordinationEnsemble, bool> Ensembles = new();

    static Telemetry()
    {
        Level("sessions", e => e.SessionCount, "{session}", "Sessions that stand.");
        Level("connections", e => e.ConnectionCount, "{connection}", "Connections that are open.");
        Level("watches", e => e.WatchCount, "{watch}", "Watches that are armed.");
        Level("znodes", e => e.ZnodeCount, "{znode}", "Znodes in the tree.");
        Count("reads", e => e.Figures.Reads, "{request}", "Requests answered without the log.");
        Count("commands", e => e.Figures.Commands, "{command}", "Commands applied.");
        Count("events", e => e.Figures.Events, "{event}", "Watch events fired.");
        Count("sessions.expired", e => e.Figures.ExpiredSessions, "{session}", "Sessions that expired.");
        Count("connections.refused", e => e.Figures.RefusedConnections, "{connection}", "Connections refused.");
        Count(
            "authentications.failed",
            e => e.Figures.FailedAuthentications,
            "{authentication}",
            "Credentials that proved nothing.");
        Count("pauses", e => e.Figures.Pauses, "{pause}", "Times in which nobody was there to judge sessions.");
    }

    public static void Add(CoordinationEnsemble ensemble) => Ensembles.TryAdd(ensemble, true);

    public static void Remove(CoordinationEnsemble ensemble) => Ensembles.TryRemove(ensemble, out _);

    private static IEnumerable<Measurement<long>> Observe(Func<CoordinationEnsemble, long> figure) =>
        Ensembles.Keys.Select(ensemble => new Measurement<long>(
            figure(ensemble), new KeyValuePair<string, object?>("coordination.ensemble", ensemble.Name)));

    private static void Level(string name, Func<CoordinationEnsemble, long> figure, string unit, string description) =>
        Meter.CreateObservableUpDownCounter($"coordination.ensemble.{name}", () => Observe(figure), unit, description);

    private static void Count(string name, Func<CoordinationEnsemble, long> figure, string unit, string description) =>
        Meter.CreateObservableCounter($"coordination.ensemble.{name}", () => Observe(figure), unit, description);
}
