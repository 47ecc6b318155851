using Coordination.Requests;

namespace Coordination.Interop.Tests.Contracts;

/// <summary>Contract cases that do not hold on Apache ZooKeeper 3.8.0, and why: all that there are.</summary>
internal static class ContractDifferences
{
    // Those of which the server looks for the path, and does not look at it (FinalRequestProcessor).
    private static readonly OpCode[] Trusting =
    [
        OpCode.Delete, OpCode.Exists, OpCode.GetData, OpCode.GetChildren2, OpCode.GetAcl, OpCode.GetAllChildrenNumber,
        OpCode.GetEphemerals, OpCode.MultiRead, OpCode.Sync, OpCode.AddWatch, OpCode.SetWatches2, OpCode.CheckWatches,
        OpCode.RemoveWatches,
    ];

    // Those that it validates first (PrepRequestProcessor.validatePath).
    private static readonly OpCode[] Validating =
    [
        OpCode.Create, OpCode.Create2, OpCode.CreateContainer, OpCode.CreateTtl, OpCode.Multi, OpCode.SetData,
        OpCode.SetAcl, OpCode.Check,
    ];

    /// <summary>The name of each case, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(
    [
        .. Trusting.Except([OpCode.MultiRead]).Select(operation => Bare(
            operation, "BadArguments for a path that ends in a slash",
            "ZooKeeper's clients check paths; its server does so only where something is created or set.")),
        .. Trusting.Concat(Validating).Select(operation => Bare(operation, "BadArguments for a path that is too long",
            "ZooKeeper bounds a frame, and no path of its own.")),
        new("A ping is answered where an identity is required and none is proven",
            "ZooKeeper refuses a ping as anything else; ours keeps whoever is still proving an identity."),
        new("Exists is refused with NoAuth of a znode that may not be read",
            "Before 3.8.4 a stat is told to anybody (ZOOKEEPER-2590)."),
        new("Trap: check outside of a transaction is refused and harms nothing",
            "3.8.0 never answers it, and the session hangs until it expires (ZOOKEEPER-2623)."),
        new("Trap: a create in a transaction answers its path and stat",
            "3.8.0 answers the path alone (ZOOKEEPER-4026)."),
        new("A watch that was removed by its own kind is silent",
            "Before 3.9 persistent watches are removed by WatcherType.Any only (ZOOKEEPER-4472); our client does so."),
        .. new[] { OpCode.AddWatch, OpCode.CheckWatches, OpCode.RemoveWatches }.Select(operation =>
            new KeyValuePair<string, string>($"{operation} answers BadArguments for a kind of watch that there is not",
                "ZooKeeper answers MarshallingError to whatever it makes no sense of.")),
    ]);

    private static KeyValuePair<string, string> Bare(OpCode operation, string what, string reason) =>
        new($"{operation} on a bare connection is refused with {what}", reason);
}
