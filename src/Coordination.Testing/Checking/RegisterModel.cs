using Coordination.Requests;

namespace Coordination.Testing;

/// <summary>
/// A znode that no session and no time to live ends: create, get, exists, set and delete, with versions. Answers whose
/// cause lies with another znode (a missing parent, a child in the way) are not judged.
/// </summary>
internal sealed class RegisterModel : SequentialModel<ZnodeState>
{
    public override string Name => "versioned register";

    public override ZnodeState Initial => default;

    // A znode that nobody is seen to create, or that its session or the ensemble may delete, changes unseen.
    public override bool CoversKey(IReadOnlyList<HistoryOperation> operations)
    {
        CreateMode[] modes =
            [.. operations.Select(operation => operation.Input).OfType<CreateRequest>().Select(c => c.Mode)];
        return modes.Length > 0 && modes.All(mode => mode == CreateMode.Persistent);
    }

    public override bool Covers(HistoryOperation operation) => operation.Input switch
    {
        CreateRequest create => create.Mode == CreateMode.Persistent && IsAbout(operation, ErrorCode.NodeExists),
        SetDataRequest or DeleteRequest => IsAbout(operation, ErrorCode.NoNode, ErrorCode.BadVersion),
        GetDataRequest or ExistsRequest =>
            operation.Status == OperationStatus.Answered && IsAbout(operation, ErrorCode.NoNode),
        _ => false,
    };

    public override bool TryStep(ZnodeState state, HistoryOperation operation, out ZnodeState next)
    {
        bool isOpen = operation.Status == OperationStatus.Open;
        ErrorCode code = Step(state, operation, out next);
        if (isOpen)
            return true;
        return code == operation.Code && (code != ErrorCode.Ok || Agrees(operation.Output, ref next));
    }

    // An open write cannot have made a version that an answered write made, nor one at which a read saw another value.
    protected internal override Func<ZnodeState, ZnodeState, bool> Possibilities(
        IReadOnlyList<HistoryOperation> operations)
    {
        var written = new HashSet<(Zxid, int)>();
        var seen = new Dictionary<(Zxid, int), ReadOnlyMemory<byte>>();
        foreach (HistoryOperation operation in operations)
        {
            if (operation.Output is SetDataResponse set)
                written.Add((set.Stat.Czxid, set.Stat.Version));
            if (operation.Output is GetDataResponse get)
                seen[(get.Stat.Czxid, get.Stat.Version)] = get.Data;
        }

        return (_, after) =>
            !after.Exists || after.Czxid == Zxid.None
            || (!written.Contains((after.Czxid, after.Version))
                && (!seen.TryGetValue((after.Czxid, after.Version), out ReadOnlyMemory<byte> data)
                    || data.Span.SequenceEqual(after.Data.Span)));
    }

    private static bool IsAbout(HistoryOperation operation, params ReadOnlySpan<ErrorCode> codes) =>
        operation.Code == ErrorCode.Ok || codes.Contains(operation.Code);

    private static ErrorCode Step(in ZnodeState state, HistoryOperation operation, out ZnodeState next)
    {
        next = state;
        switch (operation.Input)
        {
            case CreateRequest create:
                if (state.Exists)
                    return ErrorCode.NodeExists;
                next = new ZnodeState(Exists: true, Zxid.None, Version: 0, create.Data);
                return ErrorCode.Ok;

            case SetDataRequest set:
                ErrorCode settable = Matches(state, set.Version);
                if (settable == ErrorCode.Ok)
                    next = state with { Version = state.Version + 1, Data = set.Data };
                return settable;

            case DeleteRequest delete:
                ErrorCode deletable = Matches(state, delete.Version);
                if (deletable == ErrorCode.Ok)
                    next = default;
                return deletable;

            default:
                return Matches(state, version: -1);
        }
    }

    private static ErrorCode Matches(in ZnodeState state, int version)
    {
        if (!state.Exists)
            return ErrorCode.NoNode;
        return version == -1 || version == state.Version ? ErrorCode.Ok : ErrorCode.BadVersion;
    }

    // Also learns from an answer which creation the state goes back to, where that was not known.
    private static bool Agrees(object? output, ref ZnodeState next)
    {
        Stat? stat = output switch
        {
            CreateResponse created => created.Stat,
            SetDataResponse set => set.Stat,
            GetDataResponse get when get.Data.Span.SequenceEqual(next.Data.Span) => get.Stat,
            GetDataResponse => null,
            ExistsResponse exists => exists.Stat,
            _ => default(Stat),
        };
        if (stat is not { } seen)
            return false;
        if (seen == default)
            return true;
        bool agrees = seen.Version == next.Version && (next.Czxid == Zxid.None || next.Czxid == seen.Czxid);
        next = next with { Czxid = seen.Czxid };
        return agrees;
    }
}
