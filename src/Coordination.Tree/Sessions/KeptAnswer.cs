using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tree.Sessions;

/// <summary>An answer that its session has not acknowledged yet.</summary>
/// <param name="Xid">The session's number for the request.</param>
/// <param name="Answer">What came of it.</param>
internal readonly record struct KeptAnswer(int Xid, Answer<Response> Answer);
