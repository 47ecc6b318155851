using Coordination.Requests;

namespace Coordination.Testing.Contracts;

/// <summary>Which operation can be refused with which error, as far as a client can bring it about.</summary>
public static class ContractTable
{
    /// <summary>Operations that create.</summary>
    private static readonly OpCode[] Creations =
        [OpCode.Create, OpCode.Create2, OpCode.CreateContainer, OpCode.CreateTtl];

    /// <summary>
    /// All pairs. A multi's own errors are those of its operations; what only a broken ensemble says is left out, as is
    /// what the client answers by itself for want of a connection.
    /// </summary>
    public static IReadOnlyList<Refusal> Refusals { get; } =
    [
        .. Of(Creations, ErrorCode.NoNode, ErrorCode.NodeExists, ErrorCode.NoChildrenForEphemerals,
            ErrorCode.InvalidAcl, ErrorCode.NoAuth, ErrorCode.BadArguments),
        .. Of([OpCode.Delete], ErrorCode.NoNode, ErrorCode.BadVersion, ErrorCode.NotEmpty, ErrorCode.NoAuth,
            ErrorCode.BadArguments),
        .. Of([OpCode.SetData], ErrorCode.NoNode, ErrorCode.BadVersion, ErrorCode.NoAuth, ErrorCode.BadArguments),
        .. Of([OpCode.SetAcl], ErrorCode.NoNode, ErrorCode.BadVersion, ErrorCode.InvalidAcl, ErrorCode.NoAuth),
        .. Of([OpCode.Exists, OpCode.GetData, OpCode.GetChildren2, OpCode.GetAcl, OpCode.GetAllChildrenNumber],
            ErrorCode.NoNode, ErrorCode.NoAuth),
        .. Of([OpCode.MultiRead], ErrorCode.NoNode, ErrorCode.NoAuth),
        .. Of([OpCode.Check], ErrorCode.Unimplemented, ErrorCode.NoNode, ErrorCode.BadVersion, ErrorCode.NoAuth),
        .. Of([OpCode.Multi], ErrorCode.NoNode, ErrorCode.NodeExists, ErrorCode.NotEmpty, ErrorCode.BadVersion,
            ErrorCode.NoAuth, ErrorCode.InvalidAcl, ErrorCode.NoChildrenForEphemerals, ErrorCode.BadArguments),
        .. Of([OpCode.CheckWatches, OpCode.RemoveWatches], ErrorCode.NoWatcher, ErrorCode.BadArguments),
        .. Of([OpCode.AddWatch], ErrorCode.BadArguments),
        .. Of([OpCode.Auth], ErrorCode.AuthFailed),
        .. Of([OpCode.Reconfig], ErrorCode.ReconfigDisabled),
        .. Of([OpCode.Create2, OpCode.SetData, OpCode.Delete, OpCode.GetData], ErrorCode.SessionExpired),
    ];

    private static IEnumerable<Refusal> Of(OpCode[] operations, params ErrorCode[] codes) =>
        operations.SelectMany(operation => codes.Select(code => new Refusal(operation, code)));
}
