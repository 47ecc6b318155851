using Microsoft.Extensions.Logging;

namespace Coordination.Hosting;

internal sealed partial class EndpointProvider
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.NotFollowed, LogLevel.Error, "The instances of {Name} may not be followed.")]
        public static partial void NotFollowed(ILogger logger, Exception refused, string name);
    }
}
