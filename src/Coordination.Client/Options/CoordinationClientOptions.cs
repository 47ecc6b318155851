using Microsoft.Extensions.Logging;

namespace Coordination;

/// <summary>How a client connects, waits and gives up. Every value has a working default.</summary>
public sealed class CoordinationClientOptions
{
    /// <summary>
    /// How long the ensemble is to keep the session without hearing from the client, from 50 ms to 24 h; 10 s by
    /// default. The ensemble may grant another: see <see cref="ICoordinationSession.Timeout"/>.
    /// </summary>
    public TimeSpan SessionTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The path that the client takes for its root; <c>/</c> by default. It is not created by itself.
    /// </summary>
    public ZPath Chroot { get; set; }

    /// <summary>
    /// The ACL of znodes that are created without one of their own; <see cref="Acl.Open"/> by default.
    /// </summary>
    public IReadOnlyList<Acl> DefaultAcl { get; set; } = Acl.Open;

    /// <summary>Identities that are proven on each connection before anything else is asked; none by default.</summary>
    public IList<AuthCredentials> Auth { get; } = [];

    /// <summary>Whether a server that has lost its quorum will do for reads; false by default.</summary>
    public bool AcceptsReadOnly { get; set; }

    /// <summary>
    /// A session to take over from another client or process; null, the default: a new one. Where it is gone a new one
    /// is opened all the same: compare <see cref="ICoordinationSession.Id"/>.
    /// </summary>
    public SessionTicket? Resume { get; set; }

    /// <summary>
    /// About how long the second attempt to reconnect waits, from 1 ms to 1 min; doubled with every further one; 50 ms
    /// by default.
    /// </summary>
    public TimeSpan MinReconnectDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// The longest wait between two attempts to reconnect, from <see cref="MinReconnectDelay"/> to 10 min; 5 s by
    /// default. While a session stands it is at most a sixth of the session's time-out.
    /// </summary>
    public TimeSpan MaxReconnectDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Requests that may be unanswered at a time, from 1 to 100,000; callers past it wait their turn. 1,000 by default,
    /// as servers stop reading there.
    /// </summary>
    public int MaxOutstandingRequests { get; set; } = 1_000;

    /// <summary>
    /// Bytes that unanswered requests may hold, from 1 KiB to 1 GiB; callers past it wait their turn. 4 MiB by default.
    /// </summary>
    public int MaxOutstandingBytes { get; set; } = 4 << 20;

    /// <summary>
    /// Requests that may wait their turn to be sent, while no server is connected or others are unanswered, from 1 to
    /// 100,000,000; past it a call fails with <see cref="ErrorCode.ThrottledOp"/>, and did not happen. 1,000,000 by
    /// default.
    /// </summary>
    public int MaxWaitingRequests { get; set; } = 1_000_000;

    /// <summary>
    /// Bytes that requests which wait their turn may hold, from 1 KiB to 1 GiB; past it a call fails as by <see
    /// cref="MaxWaitingRequests"/>. One may always wait. 256 MiB by default.
    /// </summary>
    public int MaxWaitingBytes { get; set; } = 256 << 20;

    /// <summary>
    /// How long dispose waits for the ensemble to confirm that the session is closed, from 0 to 1 h; 5 s by default.
    /// </summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The <c>tickTime</c> of the Apache ZooKeeper ensemble connected to, from 1 ms to 1 min; null, the default:
    /// unknown, so that the client is on the safe side about when a session may expire. Without effect on an ensemble
    /// of ours.
    /// </summary>
    public TimeSpan? ServerTick { get; set; }

    /// <summary>
    /// The clock of all timers and timestamps; null, the default: <see cref="CoordinationTime.Default"/>.
    /// </summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Where the client logs; null, the default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>
    /// Draws the jitter of reconnects, by one caller at a time; null, the default: <see cref="System.Random.Shared"/>.
    /// </summary>
    public Random? Random { get; set; }
}
