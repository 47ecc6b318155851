using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Coordination.Hosting;

/// <summary>Gives clients the host's logger and clock, where it has them and the options name no other.</summary>
internal sealed class ClientOptionsFromHost(IEnumerable<ILoggerFactory> loggers, IEnumerable<TimeProvider> clocks)
    : IPostConfigureOptions<CoordinationClientOptions>
{
    public void PostConfigure(string? name, CoordinationClientOptions options)
    {
        options.LoggerFactory ??= loggers.LastOrDefault();
        // A host that names the system's clock names none: the client's own default counts the sleep of the machine
        // too.
        options.TimeProvider ??= clocks.LastOrDefault(clock => clock != TimeProvider.System);
    }
}
