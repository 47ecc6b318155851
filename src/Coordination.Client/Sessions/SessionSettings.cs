namespace Coordination.Sessions;

/// <summary>What a client decides about its sessions by; durations are in units of its timestamps.</summary>
internal sealed record SessionSettings
{
    public required int TimeoutMs { get; init; }

    public required int TransportCount { get; init; }

    public required long TimestampsPerSecond { get; init; }

    public required long MinReconnectDelay { get; init; }

    public required long MaxReconnectDelay { get; init; }

    public required Random Random { get; init; }

    public long? ServerTickMs { get; init; }

    public SessionTicket? Resume { get; init; }

    public static SessionSettings For(CoordinationClientOptions options, int transportCount, TimeProvider clock) =>
        new()
        {
            TimeoutMs = (int)options.SessionTimeout.TotalMilliseconds,
            TransportCount = transportCount,
            TimestampsPerSecond = clock.TimestampFrequency,
            MinReconnectDelay = ToTimestamps(options.MinReconnectDelay, clock),
            MaxReconnectDelay = ToTimestamps(options.MaxReconnectDelay, clock),
            Random = options.Random ?? Random.Shared,
            ServerTickMs = (long?)options.ServerTick?.TotalMilliseconds,
            Resume = options.Resume,
        };

    private static long ToTimestamps(TimeSpan time, TimeProvider clock) =>
        (long)((Int128)time.Ticks * clock.TimestampFrequency / TimeSpan.TicksPerSecond);
}
