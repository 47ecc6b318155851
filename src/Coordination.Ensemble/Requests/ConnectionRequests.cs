using Coordination.Ensemble.Connections;
using Coordination.Ensemble.Security;
using Coordination.Ensemble.Watches;
using Coordination.Requests;
using Coordination.Tree.Security;
using Coordination.Tree.Watches;

namespace Coordination.Ensemble.Requests;

/// <summary>Answers what concerns one connection and not the tree: its identities, its watches, its life.</summary>
internal static class ConnectionRequests
{
    public static ErrorCode Answer<T>(EnsembleConnection connection, in T request, out Response? body)
        where T : struct, IRequest
    {
        body = EmptyResponse.Instance;
        if (typeof(T) == typeof(PingRequest))
            return ErrorCode.Ok;
        if (typeof(T) == typeof(SyncRequest))
        {
            // What the log has ordered at once is applied at once; where it has not, the answer waits in the
            // RequestLine.
            ZPath path = ((SyncRequest)(object)request).Path;
            bool isAllowed = connection.State.Rules.Allows(path);
            body = isAllowed ? new SyncResponse(path) : null;
            return isAllowed ? ErrorCode.Ok : ErrorCode.BadArguments;
        }

        if (typeof(T) == typeof(WhoAmIRequest))
        {
            body = WhoAmI(connection.Caller);
            return ErrorCode.Ok;
        }

        if (typeof(T) == typeof(SetWatchesRequest))
            return WatchCatchUp.TryRun(connection, (SetWatchesRequest)(object)request, out body);

        ErrorCode code = Change(connection, request);
        body = code == ErrorCode.Ok ? body : null;
        return code;
    }

    private static ErrorCode Change<T>(EnsembleConnection connection, in T request)
        where T : struct, IRequest
    {
        if (typeof(T) == typeof(AuthRequest))
            return Authenticate(connection, (AuthRequest)(object)request);
        if (typeof(T) == typeof(ProvenRequest))
            return Identify(connection, (ProvenRequest)(object)request);
        if (typeof(T) == typeof(AddWatchRequest))
            return AddWatch(connection, (AddWatchRequest)(object)request);
        if (typeof(T) == typeof(CheckWatchesRequest))
            return CheckWatches(connection, (CheckWatchesRequest)(object)request);
        if (typeof(T) == typeof(RemoveWatchesRequest))
            return RemoveWatches(connection, (RemoveWatchesRequest)(object)request);
        return typeof(T) == typeof(ReconfigRequest) ? ErrorCode.ReconfigDisabled : ErrorCode.Unimplemented;
    }

    private static ErrorCode Authenticate(EnsembleConnection connection, in AuthRequest request)
    {
        Identities caller = connection.Caller;
        if (!connection.State.Authenticator.TryAuthenticate(request, connection.Origin, ref caller))
            return ErrorCode.AuthFailed;
        connection.Identify(caller);
        return ErrorCode.Ok;
    }

    private static ErrorCode Identify(EnsembleConnection connection, in ProvenRequest request)
    {
        if (request.Identity is not { } proven)
            return ErrorCode.AuthFailed;
        connection.Identify(connection.State.Authenticator.Add(connection.Caller, proven));
        return ErrorCode.Ok;
    }

    private static ErrorCode AddWatch(EnsembleConnection connection, in AddWatchRequest request)
    {
        WatchKinds kind = request.Mode switch
        {
            AddWatchMode.Persistent => WatchKinds.Persistent,
            AddWatchMode.PersistentRecursive => WatchKinds.Recursive,
            _ => WatchKinds.None,
        };
        if (kind == WatchKinds.None || !connection.State.Rules.Allows(request.Path))
            return ErrorCode.BadArguments;
        if (!connection.State.MayArm(connection, request.Path, kind))
            return ErrorCode.ThrottledOp;
        connection.State.Watches.Arm(connection, request.Path, kind);
        return ErrorCode.Ok;
    }

    private static ErrorCode CheckWatches(EnsembleConnection connection, in CheckWatchesRequest request)
    {
        if (Of(request.Type) is not { } kinds || !connection.State.Rules.Allows(request.Path))
            return ErrorCode.BadArguments;
        WatchKinds armed = connection.State.Watches.Armed(connection, request.Path) & kinds;
        return armed == WatchKinds.None ? ErrorCode.NoWatcher : ErrorCode.Ok;
    }

    /// <summary>
    /// That it was removed is the answer; ZooKeeper's client, not its server, makes an event of it
    /// (<c>ClientCnxn.finishPacket</c>), and would not know what to do with one from here.
    /// </summary>
    private static ErrorCode RemoveWatches(EnsembleConnection connection, in RemoveWatchesRequest request)
    {
        if (Of(request.Type) is not { } kinds || !connection.State.Rules.Allows(request.Path))
            return ErrorCode.BadArguments;
        WatchKinds removed = connection.State.Watches.Disarm(connection, request.Path, kinds);
        return removed == WatchKinds.None ? ErrorCode.NoWatcher : ErrorCode.Ok;
    }

    private static WatchKinds? Of(WatcherType type) => type switch
    {
        WatcherType.Children => WatchKinds.Child,
        WatcherType.Data => WatchKinds.Data,
        WatcherType.Any => WatchKinds.All,
        WatcherType.Persistent => WatchKinds.Persistent,
        WatcherType.PersistentRecursive => WatchKinds.Recursive,
        _ => null,
    };

    /// <summary>The address first, then what was proven, as ZooKeeper's connections collect it.</summary>
    private static WhoAmIResponse WhoAmI(Identities caller)
    {
        var ids = new List<AuthId>(caller.Ids.Count + 1);
        if (caller.HasAddress)
            ids.Add(new AuthId("ip", AddressText.Of(caller.Address)));
        ids.AddRange(caller.Ids.Select(Authenticator.WithoutSecret));
        return new WhoAmIResponse(ids);
    }
}
