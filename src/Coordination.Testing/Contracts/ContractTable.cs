using Coordination.Requests;

namespace Coordination.Testing.Contracts;

/// <summary>
/// Which operation can be refused with which error, and which error none meets and why: every pair of <see
/// cref="Operations"/> and <see cref="ErrorCode"/> that our code can make is in one of the two lists.
/// </summary>
public static class ContractTable
{
    private static readonly OpCode[] Creations =
        [OpCode.Create, OpCode.Create2, OpCode.CreateContainer, OpCode.CreateTtl];

    private static readonly OpCode[] Writes =
        [.. Creations, OpCode.Delete, OpCode.SetData, OpCode.SetAcl, OpCode.Multi];

    private static readonly OpCode[] Reads =
    [
        OpCode.Exists, OpCode.GetData, OpCode.GetChildren2, OpCode.GetAcl, OpCode.GetAllChildrenNumber,
        OpCode.GetEphemerals, OpCode.MultiRead,
    ];

    // What a client calls with options of its own for each call; an identity is proven without any.
    private static readonly OpCode[] Calls = [.. Writes, .. Reads, OpCode.Sync, OpCode.WhoAmI, OpCode.Reconfig];

    // What a client sends by itself, or nobody but a bare connection.
    private static readonly OpCode[] Unasked =
    [
        OpCode.AddWatch, OpCode.SetWatches2, OpCode.CheckWatches, OpCode.RemoveWatches, OpCode.Check, OpCode.Ping,
        OpCode.CloseSession,
    ];

    /// <summary>Every operation that can be sent through a transport.</summary>
    public static IReadOnlyList<OpCode> Operations { get; } = [.. Calls, OpCode.Auth, .. Unasked];

    /// <summary>All pairs that can occur. A multi's own errors are those of its operations.</summary>
    public static IReadOnlyList<Refusal> Refusals { get; } =
    [
        .. Of(Creations, ErrorCode.NoNode, ErrorCode.NodeExists, ErrorCode.NoChildrenForEphemerals,
            ErrorCode.InvalidAcl, ErrorCode.NoAuth, ErrorCode.BadArguments, ErrorCode.QuotaExceeded),
        .. Of([OpCode.Delete], ErrorCode.NoNode, ErrorCode.BadVersion, ErrorCode.NotEmpty, ErrorCode.NoAuth,
            ErrorCode.BadArguments),
        .. Of([OpCode.SetData], ErrorCode.NoNode, ErrorCode.BadVersion, ErrorCode.NoAuth, ErrorCode.BadArguments,
            ErrorCode.QuotaExceeded),
        .. Of([OpCode.SetAcl], ErrorCode.NoNode, ErrorCode.BadVersion, ErrorCode.InvalidAcl, ErrorCode.NoAuth,
            ErrorCode.BadArguments),
        .. Of([OpCode.Multi], ErrorCode.NoNode, ErrorCode.NodeExists, ErrorCode.NotEmpty, ErrorCode.BadVersion,
            ErrorCode.NoAuth, ErrorCode.InvalidAcl, ErrorCode.NoChildrenForEphemerals, ErrorCode.BadArguments,
            ErrorCode.QuotaExceeded),
        .. Of([OpCode.Check], ErrorCode.Unimplemented, ErrorCode.NoNode, ErrorCode.BadVersion, ErrorCode.NoAuth,
            ErrorCode.BadArguments),
        .. Of([OpCode.Exists, OpCode.GetData, OpCode.GetChildren2, OpCode.GetAcl, OpCode.GetAllChildrenNumber,
            OpCode.MultiRead], ErrorCode.NoNode, ErrorCode.NoAuth),
        .. Of([.. Reads, OpCode.Sync, OpCode.AddWatch, OpCode.SetWatches2, OpCode.CheckWatches, OpCode.RemoveWatches],
            ErrorCode.BadArguments),
        .. Of([OpCode.CheckWatches, OpCode.RemoveWatches], ErrorCode.NoWatcher),
        .. Of([OpCode.Exists, OpCode.GetData, OpCode.GetChildren2, OpCode.AddWatch, OpCode.SetWatches2],
            ErrorCode.ThrottledOp),
        .. Of([OpCode.Reconfig], ErrorCode.ReconfigDisabled),
        .. Of([.. Operations.Except([OpCode.Auth, OpCode.CloseSession, OpCode.Ping])],
            ErrorCode.SessionClosedRequireSaslAuth),

        // What a client says by itself.
        .. Of(Calls, ErrorCode.ThrottledOp, ErrorCode.OperationTimeout, ErrorCode.RequestTimeout,
            ErrorCode.SessionExpired, ErrorCode.AuthFailed),
        .. Of([OpCode.Auth], ErrorCode.SessionExpired, ErrorCode.AuthFailed),
        .. Of([OpCode.AddWatch], ErrorCode.AuthFailed),
        .. Of([.. Writes, OpCode.Reconfig], ErrorCode.ConnectionLoss),
    ];

    /// <summary>What is not met, with the reason.</summary>
    public static IReadOnlyList<ContractExclusion> Exclusions { get; } =
    [
        Never(ErrorCode.SystemError, "Our ensembles have no such failure; a foreign one's is taken as unknown."),
        Never(ErrorCode.RuntimeInconsistency,
            "It answers no request: it marks the operations of a multi behind the one that failed."),
        Never(ErrorCode.DataInconsistency, "Our ensembles have no such failure; a foreign one's is taken as unknown."),
        Never(ErrorCode.MarshallingError, "It answers bytes that are no request, and no typed request makes such."),
        Never(ErrorCode.UnknownSession, "Servers of ZooKeeper say it to each other."),
        Never(ErrorCode.NewConfigNoQuorum, "Reconfiguration is switched off in this release."),
        Never(ErrorCode.ReconfigInProgress, "Reconfiguration is switched off in this release."),
        Never(ErrorCode.ApiError, "It marks a range of numbers."),
        Never(ErrorCode.InvalidCallback, "It is of the C client's own making."),
        Never(ErrorCode.SessionMoved,
            "The tree refuses so what was ordered behind a move; by then the connection it came on is closed."),
        Never(ErrorCode.NotReadOnly, "There is no read-only server in this release."),
        Never(ErrorCode.EphemeralOnLocalSession, "There are no local sessions."),
        new(ErrorCode.BadArguments, [OpCode.Auth, OpCode.Reconfig],
            "Only a frame's length limits them: over TCP they are refused before they are sent, in process they end "
            + "where they came from."),
        new(ErrorCode.SessionExpired, Unasked,
            "A connection is closed with its session, before it takes another request; a watch stream goes on in the "
            + "next session."),
    ];

    private static ContractExclusion Never(ErrorCode code, string reason) => new(code, Operations, reason);

    private static IEnumerable<Refusal> Of(OpCode[] operations, params ErrorCode[] codes) =>
        operations.SelectMany(operation => codes.Select(code => new Refusal(operation, code)));
}
