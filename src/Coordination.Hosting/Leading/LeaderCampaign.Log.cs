using Microsoft.Extensions.Logging;

namespace Coordination.Hosting;

internal sealed partial class LeaderCampaign
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.CampaignEnded, LogLevel.Error, "The campaign for {Path} has ended.")]
        public static partial void CampaignEnded(ILogger logger, Exception failure, ZPath path);
    }
}
