using System.Net;
using Coordination.Recipes.Naming;

namespace Coordination.Hosting;

/// <summary>Which addresses a request by a service's name may go to.</summary>
internal static class EndpointList
{
    /// <summary>
    /// Of the instances that can serve, those that pass where any does. For a request whose first choice is https the
    /// port for TLS where there is one.
    /// </summary>
    public static IEnumerable<EndPoint> Of(
        IReadOnlyList<ServiceInstance> instances, IReadOnlyList<string> schemes)
    {
        ServiceInstance[] serving = [.. instances.Where(static one => one.CanServe)];
        bool anyPasses = serving.Any(static one => one.Health == ServiceHealth.Passing);
        bool prefersTls = schemes.Count > 0 && string.Equals(schemes[0], "https", StringComparison.OrdinalIgnoreCase);
        foreach (ServiceInstance one in serving)
        {
            if (anyPasses && one.Health != ServiceHealth.Passing)
                continue;
            int port = (prefersTls ? one.SslPort ?? one.Port : one.Port ?? one.SslPort) ?? 0;
            yield return IPAddress.TryParse(one.Address, out IPAddress? address)
                ? new IPEndPoint(address, port) : new DnsEndPoint(one.Address, port);
        }
    }
}
