using System.Text.Json.Nodes;
using Coordination.Requests;
using Coordination.Tests.Tree.Reference.Scripts;

namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>Requests as the driver of the Java client reads them.</summary>
internal static class RequestJson
{
    public static JsonObject Of(IRequest request) => request switch
    {
        CreateRequest create => Create(create),
        DeleteRequest delete => new() { ["op"] = "delete", ["path"] = delete.Path.Value, ["version"] = delete.Version },
        SetDataRequest set => new()
        {
            ["op"] = "setData",
            ["path"] = set.Path.Value,
            ["data"] = Convert.ToBase64String(set.Data.Span),
            ["version"] = set.Version,
        },
        SetAclRequest set =>
            new() { ["op"] = "setAcl", ["path"] = set.Path.Value, ["acl"] = Of(set.Acl), ["version"] = set.AclVersion },
        CheckVersionRequest check =>
            new() { ["op"] = "check", ["path"] = check.Path.Value, ["version"] = check.Version },
        MultiRequest multi => new() { ["op"] = "multi", ["ops"] = Of(multi.Operations) },
        MultiReadRequest multi => new() { ["op"] = "multiRead", ["ops"] = Of(multi.Operations) },
        ExistsRequest exists => Read("exists", exists.Path, exists.Watch),
        GetDataRequest get => Read("getData", get.Path, get.Watch),
        GetChildrenRequest list => Read("getChildren", list.Path, list.Watch),
        ListNamesRequest { Listing: var list } => Read("getChildrenNames", list.Path, list.Watch),
        GetAclRequest get => Read("getAcl", get.Path, watch: false),
        GetEphemeralsRequest ephemerals => Read("getEphemerals", ephemerals.Prefix, watch: false),
        GetAllChildrenNumberRequest number => Read("getAllChildrenNumber", number.Path, watch: false),
        AddWatchRequest add => new()
        {
            ["op"] = "addWatch",
            ["path"] = add.Path.Value,
            ["recursive"] = add.Mode == AddWatchMode.PersistentRecursive,
        },
        CheckWatchesRequest check => Unwatch("checkWatches", check.Path, check.Type),
        RemoveWatchesRequest remove => Unwatch("removeWatches", remove.Path, remove.Type),
        SetWatchesRequest set => new()
        {
            ["op"] = "setWatches",
            ["zxid"] = set.RelativeZxid.Value,
            ["data"] = Of(set.DataWatches),
            ["exist"] = Of(set.ExistWatches),
            ["child"] = Of(set.ChildWatches),
            ["persistent"] = Of(set.PersistentWatches),
            ["recursive"] = Of(set.PersistentRecursiveWatches),
        },
        SyncRequest sync => new() { ["op"] = "sync", ["path"] = sync.Path.Value },
        WhoAmIRequest => new() { ["op"] = "whoAmI" },
        ReconfigRequest reconfig => new()
        {
            ["op"] = "reconfig",
            ["joining"] = reconfig.JoiningServers,
            ["version"] = reconfig.CurrentConfigId,
        },
        _ => throw new InvalidOperationException($"The driver does not know {request}."),
    };

    private static JsonObject Create(CreateRequest create) => new()
    {
        ["op"] = "create",
        ["path"] = create.Path.Value,
        ["data"] = Convert.ToBase64String(create.Data.Span),
        ["acl"] = Of(create.Acl),
        ["mode"] = (int)create.Mode,
        ["ttl"] = create.TimeToLiveMs,
        ["withStat"] = create.WithStat,
    };

    private static JsonObject Read(string op, ZPath path, bool watch) =>
        new() { ["op"] = op, ["path"] = path.Value, ["watch"] = watch };

    private static JsonObject Unwatch(string op, ZPath path, WatcherType type) =>
        new() { ["op"] = op, ["path"] = path.Value, ["type"] = (int)type };

    private static JsonArray Of(IReadOnlyList<ZPath> paths) => [.. paths.Select(path => (JsonNode)path.Value)];

    private static JsonArray Of(IReadOnlyList<IRequest> operations) => [.. operations.Select(Of)];

    private static JsonArray Of(IReadOnlyList<Acl> acl) =>
        [.. acl.Select(Of)];

    private static JsonObject Of(Acl entry) =>
        new() { ["perms"] = (int)entry.Permissions, ["scheme"] = entry.Id.Scheme, ["id"] = entry.Id.Id };
}
