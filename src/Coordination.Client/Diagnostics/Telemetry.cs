using System.Diagnostics;
using System.Diagnostics.Metrics;
using Coordination.Calls;
using Coordination.Requests;

namespace Coordination.Diagnostics;

/// <summary>
/// What the client can be observed by: instruments and traces named <c>Coordination.Client</c>. Cheap while nobody
/// listens.
/// </summary>
internal static class Telemetry
{
    private const string Name = "Coordination.Client";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> RequestDuration = Meter.CreateHistogram<double>(
        "coordination.client.request.duration", "s", "Time from when a request was sent until it was answered.");

    private static readonly Counter<long> SessionsBegun = Meter.CreateCounter<long>(
        "coordination.client.sessions.begun", "{session}", "Sessions that were opened.");

    private static readonly Counter<long> SessionsLost = Meter.CreateCounter<long>(
        "coordination.client.sessions.lost", "{session}", "Sessions that expired or had to be given up.");

    private static readonly Counter<long> Disconnects = Meter.CreateCounter<long>(
        "coordination.client.disconnects", "{connection}", "Connections that were lost while their session stood.");

    private static readonly Counter<long> WatchEvents = Meter.CreateCounter<long>(
        "coordination.client.watch.events", "{event}", "Watch events received.");

    /// <summary>
    /// Whether anybody listens to single requests, so that each must take the way on which it is measured.
    /// </summary>
    public static bool ObservesRequests => RequestDuration.Enabled || Source.HasListeners();

    /// <summary>What a request made now is traced below; null while nobody traces.</summary>
    public static Activity? Parent => Source.HasListeners() ? Activity.Current : null;

    public static void RequestAnswered(Call call, ErrorCode code, long now, TimeProvider clock)
    {
        long sentAt = call.SentAt;
        OpCode operation = call.OpCode;
        TimeSpan took = clock.GetElapsedTime(sentAt, now);
        if (RequestDuration.Enabled)
        {
            RequestDuration.Record(
                took.TotalSeconds,
                new KeyValuePair<string, object?>("coordination.operation", operation.ToString()),
                new KeyValuePair<string, object?>("coordination.code", code.ToString()));
        }

        if (!Source.HasListeners())
            return;
        DateTimeOffset end = clock.GetUtcNow();
        using Activity? activity = Source.StartActivity(
            "coordination." + operation, ActivityKind.Client, call.Parent?.Context ?? default, startTime: end - took);
        activity?.SetTag("coordination.code", code.ToString());
        activity?.SetEndTime(end.UtcDateTime);
    }

    public static void SessionBegun() => SessionsBegun.Add(1);

    public static void SessionLost() => SessionsLost.Add(1);

    public static void Disconnected() => Disconnects.Add(1);

    public static void EventReceived() => WatchEvents.Add(1);
}
