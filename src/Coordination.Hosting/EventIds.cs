namespace Coordination.Hosting;

/// <summary>The event ids of this package: 6000 to 6999.</summary>
internal static class EventIds
{
    public const int Connecting = 6000;
    public const int Connected = 6001;
    public const int NotWaiting = 6002;
    public const int Closing = 6003;
    public const int CampaignEnded = 6100;
    public const int Registered = 6200;
    public const int NotRegistered = 6201;
    public const int NotFollowed = 6202;
}
