namespace Coordination.Transports.Tcp;

/// <summary>The ids of what this package logs: 4000 to 4999.</summary>
internal static class EventIds
{
    public const int Listening = 4000;
    public const int Stopped = 4001;
    public const int AcceptFailed = 4002;
    public const int SocketRefused = 4003;
    public const int AdminListening = 4004;
    public const int AdminFailed = 4005;
    public const int ConnectionBroken = 4010;
    public const int ConnectionFailed = 4011;
    public const int SlowReader = 4012;
    public const int MalformedFrame = 4013;
    public const int MalformedRequest = 4014;
    public const int Dialled = 4100;
    public const int ServerBroken = 4102;
    public const int RetriedPlain = 4103;
    public const int MalformedAnswer = 4104;
    public const int ClientConnectionFailed = 4105;
    public const int LoginRefused = 4106;
}
