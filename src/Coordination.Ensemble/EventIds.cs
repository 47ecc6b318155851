namespace Coordination.Ensemble;

/// <summary>The ids of what this package logs: 2000 to 2999.</summary>
internal static class EventIds
{
    public const int EnsembleStarted = 2000;
    public const int EnsembleStopped = 2001;
    public const int EnsembleStoppedLate = 2002;
    public const int SessionOpened = 2010;
    public const int SessionSilent = 2011;
    public const int ConnectionClosed = 2020;
    public const int SinkFailed = 2021;
    public const int Paused = 2030;
    public const int Reaped = 2040;
    public const int QuotaReached = 2041;
}
