using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Client.Scripted;

internal sealed record SentRequest(RequestHeader Header, IRequest Body)
{
    public int Xid => Header.Xid;
}
