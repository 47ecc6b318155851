using Coordination.Requests;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>
/// Lists children by the older operation, which answers no stat; the wire alone tells it from the newer one.
/// </summary>
internal readonly record struct ListNamesRequest(GetChildrenRequest Listing) : IRequest<GetChildrenResponse>
{
    public OpCode OpCode => OpCode.GetChildren;
}
