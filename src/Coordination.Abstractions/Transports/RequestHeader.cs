namespace Coordination.Transports;

/// <summary>What travels in front of every request.</summary>
/// <param name="Xid">The client's number for it: rising within a session, across reconnections too.</param>
/// <param name="AckedXid">Every answer up to this one has arrived, so the ensemble need keep none of them.</param>
public readonly record struct RequestHeader(int Xid, int AckedXid);
