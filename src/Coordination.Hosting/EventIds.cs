namespace Coordination.Hosting;

/// <summary>The event ids of this package: 6000 to 6999.</summary>
internal static class EventIds
{
    public const int Connecting = 6000;
    public const int Connected = 6001;
    public const int NotWaiting = 6002;
    public const int Closing = 6003;
}
