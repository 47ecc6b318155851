using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ServiceDiscovery;

namespace Coordination.Hosting;

/// <summary>Makes a provider for each service that an application asks for by its name.</summary>
internal sealed class EndpointProviderFactory(
    HostServices services, ILogger<EndpointProvider> logger) : IServiceEndpointProviderFactory
{
    public bool TryCreateProvider(
        ServiceEndpointQuery query, [NotNullWhen(true)] out IServiceEndpointProvider? provider)
    {
        bool isName = ZPath.TryParse("/" + query.ServiceName, out ZPath path) && path.Depth == 1;
        provider = isName ? new EndpointProvider(services.Directory, query, logger) : null;
        return isName;
    }
}
