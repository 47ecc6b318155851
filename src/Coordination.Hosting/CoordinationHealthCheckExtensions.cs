using Coordination;
using Coordination.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets a host's health checks tell how its coordination clients stand.</summary>
public static class CoordinationHealthCheckExtensions
{
    /// <summary>
    /// Adds two checks: <c>coordination-live</c>, tagged <c>live</c>, fails once the client has stopped for good;
    /// <c>coordination-ready</c>, tagged <c>ready</c>, succeeds while it is connected with a session that stands.
    /// Neither asks the ensemble anything.
    /// </summary>
    /// <param name="checks">The host's checks.</param>
    /// <param name="key">The client's key; null for the only one of its host. Where given, it is appended to both
    /// names.</param>
    public static IHealthChecksBuilder AddCoordination(this IHealthChecksBuilder checks, object? key = null)
    {
        ArgumentNullException.ThrowIfNull(checks);
        string suffix = key is null ? "" : $"-{key}";
        return checks
            .Add(Check($"coordination-live{suffix}", "live", key, client => new ClientLiveCheck(client)))
            .Add(Check($"coordination-ready{suffix}", "ready", key, client => new ClientReadyCheck(client)));
    }

    private static HealthCheckRegistration Check(
        string name, string tag, object? key, Func<ICoordinationClient, IHealthCheck> make) =>
        new(name, services => make(services.GetRequiredKeyedService<ICoordinationClient>(key)), null, [tag]);
}
