namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>How a real server is set up.</summary>
internal sealed record ZooKeeperServerOptions
{
    /// <summary>Who is a super user: <c>user:base64(sha1(user:password))</c>; null for nobody.</summary>
    public string? SuperDigest { get; init; }

    /// <summary>Whether hard quotas hold.</summary>
    public bool EnforceQuota { get; init; }

    /// <summary>Whether nothing is answered to who has not authenticated by <c>digest</c>.</summary>
    public bool RequiresDigest { get; init; }

    /// <summary>Accounts for SASL DIGEST-MD5: passwords by name; null for none.</summary>
    public IReadOnlyDictionary<string, string>? SaslUsers { get; init; }

    /// <summary>What a second port for TLS is set up with; null for none.</summary>
    public ZooKeeperTls? Tls { get; init; }

    /// <summary>Milliseconds of a tick; a session's time-out is from 2 to 20 of them.</summary>
    public int TickTimeMs { get; init; } = 500;

    /// <summary>
    /// How often it looks for containers and times to live that are over, milliseconds; practically never by default.
    /// </summary>
    public int ReapingIntervalMs { get; init; } = int.MaxValue;
}
