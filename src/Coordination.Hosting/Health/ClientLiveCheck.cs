using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coordination.Hosting;

internal sealed class ClientLiveCheck(ICoordinationClient client) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(ClientHealth.Live(client.State));
}
