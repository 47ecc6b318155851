using System.Globalization;
using Coordination.Requests;
using Coordination.Tree.Commands;
using Coordination.Tree.Security;

namespace Coordination.Tests.Tree.Reference.Model;

/// <summary>
/// The five writes that may stand in a multi, and setAcl. Each checks everything in ZooKeeper's order before it changes
/// anything, and says what changed in ZooKeeper's order.
/// </summary>
/// <param name="State">What is read and changed.</param>
/// <param name="Limited">
/// What hard quotas are judged by: the state before the command, or as far as it has come.
/// </param>
/// <param name="Command">Order, time, session and caller.</param>
/// <param name="EnforceQuota">Whether hard quotas hold.</param>
/// <param name="Rules">Whose way to go where there are two.</param>
/// <param name="Changes">What changed.</param>
internal sealed record ModelWrites(
    ModelState State, ModelState Limited, Command Command, bool EnforceQuota, ModelRules Rules, List<Change> Changes)
{
    private const long MaxTimeToLiveMs = 0xffffffffff;
    private static readonly string[] ReservedPaths = ["/", "/zookeeper", "/zookeeper/config", "/zookeeper/quota"];

    private Identities Caller => Command.Caller;

    /// <summary>What may stand in a multi.</summary>
    public ErrorCode ApplyInMulti(IRequest request, out Response? answer)
    {
        answer = null;
        return request is CreateRequest or DeleteRequest or SetDataRequest or CheckVersionRequest
            ? Apply(request, out answer)
            : ErrorCode.BadArguments;
    }

    public ErrorCode Apply(IRequest request, out Response? answer)
    {
        answer = EmptyResponse.Instance;
        switch (request)
        {
            case CreateRequest create:
                return Create(create, out answer);
            case DeleteRequest delete:
                return Delete(delete);
            case SetDataRequest setData:
                return SetData(setData, out answer);
            case SetAclRequest setAcl:
                return SetAcl(setAcl, out answer);
            case CheckVersionRequest check:
                return Check(check);
            default:
                throw new InvalidOperationException($"{request} is no write.");
        }
    }

    /// <summary>
    /// Deletes without asking: what the end of a session and the reaping of a container do once they have decided.
    /// </summary>
    public void Remove(string path)
    {
        ModelZnode znode = State.Find(path)!; // The callers have looked.
        Note(WatchEventType.NodeDeleted, path);
        State.Find(ModelState.ParentOf(path))!.Pzxid = Command.Zxid; // No znode is without its parent.
        State.Remove(path);
        ModelQuotas.Count(State, path, -znode.Data.Length, -1);
    }

    private ErrorCode Create(CreateRequest request, out Response? answer)
    {
        answer = null;
        if (!Enum.IsDefined(request.Mode) || !IsTimeToLiveValid(request))
            return ErrorCode.BadArguments;
        if (request.Path.IsPrefixOnly && !request.Mode.IsSequential())
            return ErrorCode.BadArguments;
        if (ModelAcls.Resolve(request.Acl, Caller, Rules) is not { } acl)
            return ErrorCode.InvalidAcl;

        string path = request.Path.Value;
        string parentPath = ModelState.ParentOf(path);
        if (State.Find(parentPath) is not { } parent)
            return ErrorCode.NoNode;
        if (!ModelAcls.Allows(parent.Acl, Permissions.Create, Caller))
            return ErrorCode.NoAuth;
        if (request.Mode.IsSequential())
            path += SequenceNumber(parent.Creates);
        if (State.Find(path) is not null)
            return ErrorCode.NodeExists;
        if (parent.IsEphemeral)
            return ErrorCode.NoChildrenForEphemerals;
        if (Rules.QuotaMustBeReadable && !ModelQuotas.IsReadable(path, request.Data.ToArray()))
            return ErrorCode.BadArguments;
        if (EnforceQuota && ModelQuotas.Exceeds(Limited, path, request.Data.Length, 1))
            return ErrorCode.QuotaExceeded;

        parent.Creates = unchecked(parent.Creates + 1);
        parent.Pzxid = Command.Zxid;
        State.Add(path, NewZnode(request, acl));
        answer = new CreateResponse(path, State.StatOf(path));
        ModelQuotas.CountExisting(State, path);
        ModelQuotas.Count(State, path, request.Data.Length, 1);
        Note(WatchEventType.NodeCreated, path);
        return ErrorCode.Ok;
    }

    private ModelZnode NewZnode(CreateRequest request, IReadOnlyList<Acl> acl) => new()
    {
        Data = request.Data.ToArray(),
        Acl = acl,
        Czxid = Command.Zxid,
        Mzxid = Command.Zxid,
        Pzxid = Command.Zxid,
        CtimeMs = Command.TimeMs,
        MtimeMs = Command.TimeMs,
        Owner = request.Mode.IsEphemeral() ? Command.Session : SessionId.None,
        IsContainer = request.Mode == CreateMode.Container,
        TimeToLiveMs = request.TimeToLiveMs,
    };

    private ErrorCode Delete(DeleteRequest request)
    {
        string path = request.Path.Value;
        if (ReservedPaths.Contains(path))
            return ErrorCode.BadArguments;
        if (State.Find(ModelState.ParentOf(path)) is not { } parent)
            return ErrorCode.NoNode;
        if (!ModelAcls.Allows(parent.Acl, Permissions.Delete, Caller))
            return ErrorCode.NoAuth;
        if (State.Find(path) is not { } znode)
            return ErrorCode.NoNode;
        if (request.Version != -1 && request.Version != znode.Version)
            return ErrorCode.BadVersion;
        if (State.ChildrenOf(path).Count > 0)
            return ErrorCode.NotEmpty;

        Remove(path);
        return ErrorCode.Ok;
    }

    private ErrorCode SetData(SetDataRequest request, out Response? answer)
    {
        answer = null;
        string path = request.Path.Value;
        if (State.Find(path) is not { } znode)
            return ErrorCode.NoNode;
        if (!ModelAcls.Allows(znode.Acl, Permissions.Write, Caller))
            return ErrorCode.NoAuth;
        if (Rules.QuotaMustBeReadable && !ModelQuotas.IsReadable(path, request.Data.ToArray()))
            return ErrorCode.BadArguments;
        long growth = request.Data.Length - znode.Data.Length;
        bool isCounted = EnforceQuota && !(growth < 0 && Rules.ShrinkingPassesQuota);
        if (isCounted && ModelQuotas.Exceeds(Limited, path, growth, 0))
            return ErrorCode.QuotaExceeded;
        if (request.Version != -1 && request.Version != znode.Version)
            return ErrorCode.BadVersion;

        znode.Data = request.Data.ToArray();
        znode.Version = unchecked(znode.Version + 1);
        znode.Mzxid = Command.Zxid;
        znode.MtimeMs = Command.TimeMs;
        answer = new SetDataResponse(State.StatOf(path));
        ModelQuotas.Count(State, path, growth, 0);
        Note(WatchEventType.NodeDataChanged, path);
        return ErrorCode.Ok;
    }

    private ErrorCode SetAcl(SetAclRequest request, out Response? answer)
    {
        answer = null;
        string path = request.Path.Value;
        if (ModelAcls.Resolve(request.Acl, Caller, Rules) is not { } acl)
            return ErrorCode.InvalidAcl;
        if (State.Find(path) is not { } znode)
            return ErrorCode.NoNode;
        if (!ModelAcls.Allows(znode.Acl, Permissions.Admin, Caller))
            return ErrorCode.NoAuth;
        if (request.AclVersion != -1 && request.AclVersion != znode.Aversion)
            return ErrorCode.BadVersion;

        znode.Acl = acl;
        znode.Aversion = unchecked(znode.Aversion + 1);
        answer = new SetAclResponse(State.StatOf(path));
        return ErrorCode.Ok;
    }

    private ErrorCode Check(CheckVersionRequest request)
    {
        if (State.Find(request.Path.Value) is not { } znode)
            return ErrorCode.NoNode;
        if (!ModelAcls.Allows(znode.Acl, Permissions.Read, Caller))
            return ErrorCode.NoAuth;
        return request.Version != -1 && request.Version != znode.Version ? ErrorCode.BadVersion : ErrorCode.Ok;
    }

    // Who may not read a znode is not told what happens to it (CVE-2024-23944).
    private void Note(WatchEventType type, string path)
    {
        ModelZnode znode = State.Find(path)!; // Before it goes, after it came.
        ModelZnode parent = State.Find(ModelState.ParentOf(path))!;
        IReadOnlyList<Acl>? own = ModelAcls.Restriction(znode.Acl);
        Changes.Add(new Change(Command.Zxid, type, path, own, ModelAcls.Restriction(parent.Acl)));
    }

    // printf's %010d: ten places, the sign among them.
    private static string SequenceNumber(int creates) =>
        creates < 0
            ? "-" + (-(long)creates).ToString("D9", CultureInfo.InvariantCulture)
            : creates.ToString("D10", CultureInfo.InvariantCulture);

    private static bool IsTimeToLiveValid(CreateRequest request) =>
        request.Mode.HasTimeToLive() ? request.TimeToLiveMs is > 0 and <= MaxTimeToLiveMs : request.TimeToLiveMs == 0;
}
