using Microsoft.Extensions.Logging;

namespace Coordination.Hosting;

internal sealed partial class HostedRegistration
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.Registered, LogLevel.Information, "This host is registered at {Path}.")]
        public static partial void Registered(ILogger logger, ZPath path);

        [LoggerMessage(EventIds.NotRegistered, LogLevel.Error,
            "{Id} could not be registered as {Name}: nobody finds it by that name.")]
        public static partial void NotRegistered(ILogger logger, Exception refused, string id, string name);
    }
}
