using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coordination.Hosting;

/// <summary>What a client's state means for the health of its process; decides, asks nobody.</summary>
internal static class ClientHealth
{
    /// <summary>
    /// Whether the process can still recover by itself: a client that lost its session can, one that has stopped
    /// cannot.
    /// </summary>
    public static HealthCheckResult Live(ConnectionState state) => state switch
    {
        ConnectionState.AuthFailed =>
            HealthCheckResult.Unhealthy("The client has stopped: its credentials were refused."),
        ConnectionState.Closed => HealthCheckResult.Unhealthy("The client was closed."),
        _ => HealthCheckResult.Healthy(Describe(state)),
    };

    /// <summary>Whether the client can be worked with now: connected, with a session that is proven to stand.</summary>
    public static HealthCheckResult Ready(ConnectionState state, bool isSessionValid) => state switch
    {
        ConnectionState.Connected when isSessionValid => HealthCheckResult.Healthy(Describe(state)),
        ConnectionState.ConnectedReadOnly when isSessionValid => HealthCheckResult.Degraded(Describe(state)),
        ConnectionState.Connected or ConnectionState.ConnectedReadOnly =>
            HealthCheckResult.Unhealthy("The session can no longer be proven."),
        _ => HealthCheckResult.Unhealthy(Describe(state)),
    };

    private static string Describe(ConnectionState state) => state switch
    {
        ConnectionState.Connecting => "No server has answered yet.",
        ConnectionState.Connected => "The session stands and is served.",
        ConnectionState.ConnectedReadOnly =>
            "The session stands; the server has lost its quorum and serves reads only.",
        ConnectionState.Suspended => "No server serves the session now.",
        ConnectionState.Lost => "The session is gone; the next is being opened.",
        ConnectionState.AuthFailed => "The client has stopped: its credentials were refused.",
        _ => "The client was closed.",
    };
}
