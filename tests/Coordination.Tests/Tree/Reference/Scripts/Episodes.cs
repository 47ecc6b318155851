namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>Steps that mean something only one after the other, and would hardly meet by chance.</summary>
internal static class Episodes
{
    /// <summary>Longer than any script takes: a server must not reap what the model still has.</summary>
    private const long AnHourMs = 3_600_000;

    /// <summary>Znodes below each other.</summary>
    public static Step[] Descent(int slot, int depth) =>
    [
        .. from level in Enumerable.Range(1, depth)
           select Create(slot, string.Concat(Enumerable.Repeat("/d", level)), CreateMode.Persistent),
    ];

    /// <summary>Any write, where an ephemeral znode would have to have a child.</summary>
    public static Step[] Childless(int slot, Draft write) =>
    [
        Create(slot, "/e", CreateMode.Ephemeral),
        Send(slot, write with { Path = PathGenerator.Named("/e/x") }),
    ];

    /// <summary>A sequential znode whose name somebody took before.</summary>
    public static Step[] Taken(int slot, CreateMode mode) =>
    [
        Create(slot, "/q", CreateMode.Persistent),
        Create(slot, "/q/n0000000001", CreateMode.Persistent),
        Create(slot, "/q/n", mode, mode.HasTimeToLive() ? AnHourMs : 0),
    ];

    /// <summary>A container that has a child, loses it, and is reaped.</summary>
    public static Step[] Emptied(int slot, bool outdated) =>
    [
        Create(slot, "/k", CreateMode.Container),
        Create(slot, "/k/x", CreateMode.Persistent),
        Send(slot, DraftGenerator.Plain(DraftKind.Delete, "/k/x", [])),
        new Step.Reap(PathGenerator.Named("/k"), Expired: false, outdated),
    ];

    /// <summary>A znode whose time is over, or about to be.</summary>
    public static Step[] Expired(int slot, bool outdated, int ms) =>
    [
        Create(slot, "/t", CreateMode.PersistentWithTtl, timeToLiveMs: 10),
        new Step.Pass(ms),
        new Step.Reap(PathGenerator.Named("/t"), Expired: true, outdated),
    ];

    private static Step.Send Create(int slot, string path, CreateMode mode, long timeToLiveMs = 0)
    {
        Draft plain = DraftGenerator.Plain(DraftKind.Create, path, []);
        return Send(slot, plain with { Mode = mode, TimeToLiveMs = timeToLiveMs });
    }

    private static Step.Send Send(int slot, Draft draft) => new(slot, draft, Stale: false);
}
