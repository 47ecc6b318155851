namespace Coordination.Recipes.Placement;

/// <summary>The event ids of this package: 9000 to 9999.</summary>
internal static class EventIds
{
    public const int MapChanged = 9000;
    public const int MapUnreadable = 9001;
    public const int MapGone = 9002;
    public const int FollowingEnded = 9003;
    public const int DeviceRegistered = 9100;
    public const int DeviceTaken = 9101;
    public const int RegistrationEnded = 9102;
    public const int LeftBehind = 9103;
    public const int StandingChanged = 9200;
    public const int TooManyAbsent = 9201;
    public const int AdmissionRefused = 9202;
    public const int KeepingEnded = 9203;
}
