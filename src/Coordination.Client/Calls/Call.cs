using System.Diagnostics;
using Coordination.Diagnostics;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Calls;

/// <summary>
/// A request on its way: waiting to be sent, or sent and not yet answered. Every member is used inside the client's
/// gate only.
/// </summary>
internal abstract class Call
{
    /// <summary>The request's number; 0 before it has one.</summary>
    public int Xid { get; set; }

    /// <summary>When it was sent last, a timestamp.</summary>
    public long SentAt { get; set; }

    /// <summary>Whether it was ever sent.</summary>
    public bool WasSent { get; set; }

    /// <summary>Bytes that it holds while it is unanswered.</summary>
    public int Bytes { get; protected init; }

    /// <summary>Whether sending it twice does no harm on any server.</summary>
    public abstract bool IsRead { get; }

    /// <summary>Whether it means nothing on another connection: whoever made it makes it again there.</summary>
    public virtual bool EndsWithConnection => false;

    /// <summary>Whether it is the client's own; of these there are no more than watches and identities.</summary>
    public virtual bool IsOwn => false;

    /// <summary>Whether its caller still waits.</summary>
    public virtual bool IsAwaited => true;

    public abstract OpCode OpCode { get; }

    /// <summary>What it is traced below; null while nobody traces.</summary>
    public Activity? Parent { get; } = Telemetry.Parent;

    public Call? Next { get; set; }

    public Call? Previous { get; set; }

    public bool IsQueued { get; set; }

    public abstract void SendOn(ITransportConnection connection, in RequestHeader header);

    /// <param name="answer">What came of it.</param>
    /// <param name="eventsBefore">How many events the client had received before it.</param>
    public abstract void Answer(in Answer<Response> answer, long eventsBefore);

    /// <summary>No answer will come.</summary>
    public abstract void End(CallEnd end);
}
