using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coordination.Ensemble;

/// <summary>How one ensemble serves its clients.</summary>
public class EnsembleOptions
{
    /// <summary>What a client may ask for.</summary>
    public EnsembleLimits Limits { get; set; } = new();

    /// <summary>
    /// The shortest session time-out granted, from 50 ms to <see cref="MaxSessionTimeout"/>; 1 s by default. A client
    /// that asks for less is told.
    /// </summary>
    public TimeSpan MinSessionTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest session time-out granted, up to 24 h; 40 s by default. A client that asks for more is told.
    /// </summary>
    public TimeSpan MaxSessionTimeout { get; set; } = TimeSpan.FromSeconds(40);

    /// <summary>
    /// How often containers that stayed empty and znodes past their time to live are looked for, from 1 ms to 24 h;
    /// 60 s by default, as in ZooKeeper.
    /// </summary>
    public TimeSpan ReapInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How many znodes are reaped at once, from 1 to 1,000,000; 10,000 by default, as in ZooKeeper.</summary>
    public int ReapedAtOnce { get; set; } = 10_000;

    /// <summary>
    /// How long shutting down waits for connections to take what is under way, up to 5 min; 5 s by default.
    /// </summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The super user's <c>user:hash</c>, as <c>zookeeper.DigestAuthenticationProvider.superDigest</c>: who
    /// authenticates as that by <c>digest</c> is past every ACL. Null for none.
    /// </summary>
    public string? SuperDigest { get; set; }

    /// <summary>
    /// The distinguished name whose <c>x509</c> identity is a super user
    /// (<c>zookeeper.X509AuthenticationProvider.superUser</c>). Null for none.
    /// </summary>
    public string? SuperX509Subject { get; set; }

    /// <summary>
    /// The users whose <c>sasl</c> identity is a super user (<c>zookeeper.superUser</c>); none by default.
    /// </summary>
    public IReadOnlyList<string> SuperSaslUsers { get; set; } = [];

    /// <summary>
    /// Schemes one of which a connection must have authenticated by before it may ask anything else
    /// (<c>enforce.auth.schemes</c>); empty for none.
    /// </summary>
    public IReadOnlyList<string> RequiredAuthSchemes { get; set; } = [];

    /// <summary>
    /// This process' number in its ensemble, the high byte of the ids of sessions that it opens; 0 by default.
    /// </summary>
    public byte Replica { get; set; }

    /// <summary>The name by which metrics tell this ensemble from others of the process.</summary>
    public string Name { get; set; } = "default";

    /// <summary>What tells the time, and whose <see cref="Work.WorkScheduler"/> runs everything.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where it is logged what happens.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>Fills a span with bytes that nobody can guess: what session passwords are made of.</summary>
    public Action<Span<byte>> DrawRandom { get; set; } = RandomNumberGenerator.Fill;
}
