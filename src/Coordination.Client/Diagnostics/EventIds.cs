namespace Coordination.Diagnostics;

/// <summary>The numbers of this package's log lines, 1000 to 1999.</summary>
internal static class EventIds
{
    public const int SessionBegun = 1000;
    public const int SessionResumed = 1001;
    public const int SessionSuspended = 1002;
    public const int SessionLost = 1003;
    public const int SessionSurrendered = 1004;
    public const int ClientStopped = 1005;
    public const int AuthRefused = 1006;
    public const int Dialling = 1007;
    public const int StartedFromZero = 1008;
    public const int LostCallbackFailed = 1009;
    public const int ReplayIncomplete = 1100;
}
