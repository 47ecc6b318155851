using Coordination.Recipes.Naming;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Coordination.Hosting;

/// <summary>The services that a host registers with and finds others in.</summary>
internal sealed class HostServices(
    IServiceProvider services, IOptions<CoordinationServicesOptions> options, ILoggerFactory loggerFactory)
{
    public ICoordinationClient Client { get; } =
        services.GetRequiredKeyedService<ICoordinationClient>(options.Value.ClientKey);

    public ServiceDirectory Directory => Client.Services(
        options.Value.Path, new ServiceOptions { Layout = options.Value.Layout, LoggerFactory = loggerFactory });
}
