using Coordination.Interop.Tests.ZooKeeper;
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

    /// <summary>
    /// The name of each case, with where ours differs: <see cref="KnownDifference.What"/> of an entry that gives the
    /// reason.
    /// </summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(
    [
        .. Trusting.Except([OpCode.MultiRead]).Select(operation => Bare(
            operation, "BadArguments for a path that ends in a slash", "a path that breaks the rules, over the wire")),
        .. Trusting.Concat(Validating).Select(operation => Bare(
            operation, "BadArguments for a path that is too long", "a path of more than 64 KiB")),
        new("A ping is answered where an identity is required and none is proven",
            "a ping before an identity is proven, where one is required"),
        new("Exists is refused with NoAuth of a znode that may not be read",
            "`exists` on a znode that one may not read"),
        new("Trap: check outside of a transaction is refused and harms nothing",
            "`check` outside of a transaction"),
        new("Trap: a create in a transaction answers its path and stat",
            "a create within a transaction"),
        new("A watch that was removed by its own kind is silent",
            "a persistent watch is removed by its own kind"),
        .. new[] { OpCode.AddWatch, OpCode.CheckWatches, OpCode.RemoveWatches }.Select(operation =>
            new KeyValuePair<string, string>($"{operation} answers BadArguments for a kind of watch that there is not",
                "a kind of watch that there is not")),
    ]);

    private static KeyValuePair<string, string> Bare(OpCode operation, string what, string difference) =>
        new($"{operation} on a bare connection is refused with {what}", difference);
}
