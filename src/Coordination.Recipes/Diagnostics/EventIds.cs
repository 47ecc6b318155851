namespace Coordination.Recipes.Diagnostics;

/// <summary>The numbers of this package's log lines, 7000 to 7999.</summary>
internal static class EventIds
{
    public const int LostCallbackFailed = 7000;
    public const int TermBegun = 7100;
    public const int TermEnded = 7101;
    public const int TermLost = 7102;
    public const int TermFailed = 7103;
    public const int CandidacyRefused = 7104;
    public const int PresenceRefused = 7200;
    public const int PresenceReplaced = 7201;
    public const int InstanceQuarantined = 7300;
    public const int ServiceNotFollowed = 7301;
    public const int ShardWorkFailed = 7400;
    public const int ShardNotReleased = 7401;
    public const int ConfigBroken = 7700;
    public const int ConfigFromFile = 7701;
    public const int ConfigFileNotWritten = 7702;
}
