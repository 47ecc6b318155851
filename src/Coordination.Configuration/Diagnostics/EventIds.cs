namespace Coordination.Configuration.Diagnostics;

/// <summary>The numbers of this package's log lines, 11000 to 11999.</summary>
internal static class EventIds
{
    public const int ListenerFailed = 11000;
    public const int Broken = 11001;
    public const int InForce = 11002;
}
