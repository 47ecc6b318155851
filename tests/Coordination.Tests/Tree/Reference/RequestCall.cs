using Coordination.Requests;
using Coordination.Tests.Ensemble;
using Coordination.Transports;

namespace Coordination.Tests.Tree.Reference;

/// <summary>Sends a request whose type is not known where it is sent.</summary>
internal static class RequestCall
{
    public static Answer<Response> On(ClientUnderTest client, IRequest request) => request switch
    {
        CreateRequest create => client.Call(create),
        DeleteRequest delete => client.Call(delete),
        SetDataRequest set => client.Call(set),
        SetAclRequest set => client.Call(set),
        CheckVersionRequest check => client.Call(check),
        MultiRequest multi => client.Call(multi),
        MultiReadRequest multi => client.Call(multi),
        ExistsRequest exists => client.Call(exists),
        GetDataRequest get => client.Call(get),
        GetChildrenRequest list => client.Call(list),
        GetAclRequest get => client.Call(get),
        GetEphemeralsRequest ephemerals => client.Call(ephemerals),
        GetAllChildrenNumberRequest number => client.Call(number),
        AddWatchRequest add => client.Call(add),
        CheckWatchesRequest check => client.Call(check),
        RemoveWatchesRequest remove => client.Call(remove),
        SetWatchesRequest set => client.Call(set),
        SyncRequest sync => client.Call(sync),
        WhoAmIRequest who => client.Call(who),
        ReconfigRequest reconfig => client.Call(reconfig),
        _ => throw new InvalidOperationException($"Scripts do not send {request}."),
    };
}
