using Coordination.Transports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Coordination.Hosting;

/// <summary>
/// Makes the client of a container from the transports and options that are registered under its key.
/// </summary>
internal static class ClientFactory
{
    public static ICoordinationClient Make(IServiceProvider services, object? key)
    {
        ITransport[] transports = [.. services.GetKeyedServices<ITransport>(key)];
        ClientRegistration registration =
            services.GetServices<ClientRegistration>().Single(one => Equals(one.Key, key));
        if (transports.Length == 0)
        {
            throw new InvalidOperationException(
                $"The {registration.DisplayName} has no transport. Name one where it is added: "
                + "AddCoordination(c => c.UseInMemory()).");
        }

        CoordinationClientOptions options =
            services.GetRequiredService<IOptionsMonitor<CoordinationClientOptions>>().Get(registration.OptionsName);
        return CoordinationClient.Start(transports, options);
    }
}
