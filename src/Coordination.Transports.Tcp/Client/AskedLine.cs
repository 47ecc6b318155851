using Coordination.Protocol;
using Coordination.Requests;

namespace Coordination.Transports.Tcp.Client;

/// <summary>
/// The requests of one connection that are not answered. Servers answer in the order of the requests, but for
/// credentials, which ZooKeeper answers as soon as it reads them (<c>ZooKeeperServer.processPacket</c>).
/// Guarded by the connection's gate.
/// </summary>
internal sealed class AskedLine
{
    private readonly Queue<Entry> _requests = new();
    private readonly Queue<Entry> _credentials = new();

    /// <summary>Requests that are not answered, credentials not counted.</summary>
    public int Count => _requests.Count;

    /// <summary>A request that was sent.</summary>
    /// <param name="Xid">The caller's number for it.</param>
    /// <param name="Asked">What is needed to read its answer.</param>
    /// <param name="Refusal">What was answered here, as it could not be sent at all; null where a server
    /// answers.</param>
    /// <param name="IsOwn">Whether it is the connection's own, and nobody is told.</param>
    public readonly record struct Entry(int Xid, AskedRequest Asked, ErrorCode? Refusal = null, bool IsOwn = false);

    public void Add(in Entry entry)
    {
        if (entry.Asked.WireOp == OpCode.Auth)
            _credentials.Enqueue(entry);
        else
            _requests.Enqueue(entry);
    }

    /// <summary>Takes out what an answer under this number belongs to; false where nothing does.</summary>
    public bool TryTake(int wireXid, out Entry entry)
    {
        Queue<Entry> line = wireXid == SpecialXid.Auth ? _credentials : _requests;
        return line.TryDequeue(out entry) && RequestEncoder.WireXidOf(entry.Xid, entry.Asked.WireOp) == wireXid;
    }

    /// <summary>Takes out the oldest request, if it was refused here.</summary>
    public bool TryTakeRefused(out Entry entry) =>
        _requests.TryPeek(out entry) && entry.Refusal is not null && _requests.TryDequeue(out entry);
}
