using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coordination.Hosting;

internal sealed class ClientReadyCheck(ICoordinationClient client) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ConnectionState state = client.State;
        bool isConnected = state is ConnectionState.Connected or ConnectionState.ConnectedReadOnly;
        return Task.FromResult(ClientHealth.Ready(state, isConnected && client.Session.IsValid));
    }
}
