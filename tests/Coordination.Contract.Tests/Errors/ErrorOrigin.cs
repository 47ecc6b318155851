using Coordination.Requests;
using Coordination.Testing.Contracts;

namespace Coordination.Contract.Tests.Errors;

/// <summary>A file that makes errors, and the operations that meet them.</summary>
/// <param name="File">Below <c>src</c>.</param>
/// <param name="Codes">The errors it makes.</param>
/// <param name="Operations">Who meets them; nobody where a reason says why.</param>
/// <param name="Reason">Why nobody does.</param>
internal sealed record ErrorOrigin(string File, ErrorCode[] Codes, OpCode[] Operations, string? Reason = null)
{
    private const string Tree = "Coordination.Tree/Operations/";
    private const string Ensemble = "Coordination.Ensemble/";
    private const string Client = "Coordination.Client/";

    private static readonly OpCode[] Creations =
        [OpCode.Create, OpCode.Create2, OpCode.CreateContainer, OpCode.CreateTtl];

    private static readonly OpCode[] Writes =
        [.. Creations, OpCode.Delete, OpCode.SetData, OpCode.SetAcl, OpCode.Multi, OpCode.Check, OpCode.CloseSession];

    private static readonly OpCode[] Finding =
    [
        OpCode.Exists, OpCode.GetData, OpCode.GetChildren2, OpCode.GetAcl, OpCode.GetAllChildrenNumber,
        OpCode.MultiRead,
    ];

    private static readonly OpCode[] Calls =
    [
        .. Writes.Except([OpCode.Check, OpCode.CloseSession]), .. Finding, OpCode.GetEphemerals, OpCode.Sync,
        OpCode.WhoAmI, OpCode.Reconfig,
    ];

    private static OpCode[] Everything => [.. ContractTable.Operations];

    private static readonly ErrorOrigin[] OfTree =
    [
        new(Tree + "Creation.cs",
            [ErrorCode.BadArguments, ErrorCode.InvalidAcl, ErrorCode.NoNode, ErrorCode.NoAuth, ErrorCode.NodeExists,
                ErrorCode.NoChildrenForEphemerals, ErrorCode.QuotaExceeded],
            [.. Creations, OpCode.Multi]),
        new(Tree + "Creation.cs", [ErrorCode.SessionExpired], [], "A connection has a session."),
        new(Tree + "Deletion.cs",
            [ErrorCode.BadArguments, ErrorCode.NoNode, ErrorCode.NoAuth, ErrorCode.BadVersion, ErrorCode.NotEmpty],
            [OpCode.Delete, OpCode.Multi]),
        new(Tree + "DataUpdate.cs",
            [ErrorCode.NoNode, ErrorCode.NoAuth, ErrorCode.BadArguments, ErrorCode.QuotaExceeded, ErrorCode.BadVersion],
            [OpCode.SetData, OpCode.Multi]),
        new(Tree + "AclUpdate.cs",
            [ErrorCode.InvalidAcl, ErrorCode.NoNode, ErrorCode.NoAuth, ErrorCode.BadVersion], [OpCode.SetAcl]),
        new(Tree + "VersionCheck.cs", [ErrorCode.NoNode, ErrorCode.NoAuth, ErrorCode.BadVersion],
            [OpCode.Check, OpCode.Multi]),
        new(Tree + "Multi.cs", [ErrorCode.BadArguments, ErrorCode.RuntimeInconsistency], [OpCode.Multi]),
        new(Tree + "Reads.cs", [ErrorCode.NoNode, ErrorCode.NoAuth], Finding),
        new(Tree + "Reads.cs", [ErrorCode.BadArguments], [OpCode.MultiRead]),
        new(Tree + "CommandApplier.cs", [ErrorCode.SessionExpired, ErrorCode.SessionMoved], Writes),
        new(Tree + "CommandApplier.cs", [ErrorCode.Unimplemented], [OpCode.Check]),
        new(Tree + "SessionCommands.cs", [ErrorCode.SessionExpired], [OpCode.CloseSession]),
        new(Tree + "SessionCommands.cs", [ErrorCode.BadArguments, ErrorCode.SessionMoved], [],
            "They answer commands of the ensemble's own."),
        new("Coordination.Tree/Sessions/Session.cs", [ErrorCode.BadArguments],
            [.. Creations, OpCode.Delete, OpCode.SetData, OpCode.SetAcl, OpCode.Multi, OpCode.Check]),
        new("Coordination.Tree/ZnodeTree.cs", [ErrorCode.Unimplemented], [],
            "Every read that there is is known there."),
    ];

    private static readonly ErrorOrigin[] OfEnsemble =
    [
        new(Ensemble + "Requests/RequestRouter.cs", [ErrorCode.BadArguments],
            [.. Writes.Except([OpCode.CloseSession]), .. Finding, OpCode.GetEphemerals]),
        new(Ensemble + "Requests/RequestRouter.cs", [ErrorCode.ThrottledOp],
            [OpCode.Exists, OpCode.GetData, OpCode.GetChildren2]),
        new(Ensemble + "Requests/ConnectionRequests.cs", [ErrorCode.BadArguments],
            [OpCode.Sync, OpCode.AddWatch, OpCode.CheckWatches, OpCode.RemoveWatches]),
        new(Ensemble + "Requests/ConnectionRequests.cs", [ErrorCode.NoWatcher],
            [OpCode.CheckWatches, OpCode.RemoveWatches]),
        new(Ensemble + "Requests/ConnectionRequests.cs", [ErrorCode.ThrottledOp], [OpCode.AddWatch]),
        new(Ensemble + "Requests/ConnectionRequests.cs", [ErrorCode.AuthFailed], [OpCode.Auth]),
        new(Ensemble + "Requests/ConnectionRequests.cs", [ErrorCode.ReconfigDisabled], [OpCode.Reconfig]),
        new(Ensemble + "Requests/ConnectionRequests.cs", [ErrorCode.Unimplemented], [],
            "Every request that there is is known there."),
        new(Ensemble + "Watches/WatchCatchUp.cs", [ErrorCode.BadArguments, ErrorCode.ThrottledOp],
            [OpCode.SetWatches2]),
        new(Ensemble + "Connections/RequestLine.cs", [ErrorCode.SessionClosedRequireSaslAuth],
            [.. Everything.Except([OpCode.Auth, OpCode.CloseSession, OpCode.Ping])]),
    ];

    private static readonly ErrorOrigin[] OfWireAndClient =
    [
        new("Coordination.Protocol/DecodeFaultExtensions.cs",
            [ErrorCode.BadArguments, ErrorCode.Unimplemented, ErrorCode.MarshallingError], [],
            "They answer bytes that are no typed request; those that break a rule of paths are refused alike by ours."),
        new("Coordination.Transports.Tcp/Server/RequestIntake.cs", [ErrorCode.AuthFailed], [],
            "SASL is the wire's own: no typed request carries it."),
        new("Coordination.Transports.Tcp/Client/ClientConnection.cs", [ErrorCode.BadArguments],
            [.. Creations, OpCode.SetData, OpCode.SetAcl, OpCode.Multi, OpCode.MultiRead, OpCode.SetWatches2,
                OpCode.Auth, OpCode.Reconfig]),

        new(Client + "Calls/CallEnds.cs",
            [ErrorCode.RequestTimeout, ErrorCode.OperationTimeout, ErrorCode.ThrottledOp], Calls),
        new(Client + "Calls/CallEnds.cs", [ErrorCode.SessionExpired], [.. Calls, OpCode.Auth]),
        new(Client + "Calls/CallEnds.cs", [ErrorCode.AuthFailed], [.. Calls, OpCode.Auth, OpCode.AddWatch]),
        new(Client + "Calls/CallEnds.cs", [ErrorCode.ConnectionLoss],
            [.. Creations, OpCode.Delete, OpCode.SetData, OpCode.SetAcl, OpCode.Multi, OpCode.Reconfig]),
        new(Client + "Watches/TreeListing.cs", [ErrorCode.MarshallingError], [OpCode.MultiRead]),
        new(Client + "CoordinationClient.cs", [ErrorCode.AuthFailed], [], "It ends the waiting for a connection."),
    ];

    public static ErrorOrigin[] All { get; } = [.. OfTree, .. OfEnsemble, .. OfWireAndClient];

    public IEnumerable<(string File, ErrorCode Code)> Places => Codes.Select(code => (File, code));

    public IEnumerable<Refusal> Refusals =>
        Operations.SelectMany(operation => Codes.Select(code => new Refusal(operation, code)));
}
