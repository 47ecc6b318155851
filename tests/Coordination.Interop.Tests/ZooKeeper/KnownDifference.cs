using System.Text.Json;
using Coordination.Requests;
using Coordination.Tests.Tree.Reference.Model;
using Coordination.Tests.Tree.Reference.Scripts;

namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>
/// A place where ours differs from Apache ZooKeeper on purpose: one entry of <c>Differences.json</c>.
/// </summary>
/// <param name="What">Where: the first cell of its row in the table of the README.</param>
/// <param name="Rule">
/// The property of <see cref="ModelRules"/> that switches it; null where no script can show it.
/// </param>
/// <param name="ShownBy">
/// The test or contract case that shows ours, where neither a script does nor a contract difference.
/// </param>
/// <param name="Apache">What the real one does.</param>
/// <param name="Ours">What ours does.</param>
/// <param name="Reason">Why.</param>
internal sealed record KnownDifference(
    string What, string? Rule, string? ShownBy, string Apache, string Ours, string Reason)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static KnownDifference[] All { get; } = Read();

    /// <summary>A script that shows it.</summary>
    public Script Script => new([new Step.Connect(0, false, false), new Step.Connect(1, false, false), .. Steps]);

    private IEnumerable<Step> Steps => Rule switch
    {
        nameof(ModelRules.ExistsNeedsRead) =>
        [
            new Step.Prove(0, Credential.Alice),
            Send(Create("/a", "") with { Acl = Acl.CreatorAll }),
            Send(Plain(DraftKind.Exists, "/a", ""), slot: 1),
        ],
        nameof(ModelRules.SeveralWatchModesPerPath) =>
        [
            Send(Create("/a", "")),
            new Step.AddWatch(1, PathGenerator.Named("/a"), AddWatchMode.Persistent),
            Send(Plain(DraftKind.GetData, "/a", "") with { Watch = true }, slot: 1),
            Send(Plain(DraftKind.SetData, "/a", "1")),
            Send(Plain(DraftKind.SetData, "/a", "2")),
        ],
        nameof(ModelRules.QuotaSeesEarlierOperations) =>
        [
            .. Quota("count=-1,bytes=-1=;byteHardLimit=-1;countHardLimit=2"),
            Send(Create("/a", "")),
            Send(Plain(DraftKind.Multi, "/", "") with { Operations = [Create("/a/b", ""), Create("/a/c", "")] }),
        ],
        nameof(ModelRules.ShrinkingPassesQuota) =>
        [
            .. Quota("count=-1,bytes=-1=;byteHardLimit=9;countHardLimit=-1"),
            Send(Create("/a", "123456789")),
            Send(Plain(DraftKind.SetData, Limits, "count=-1,bytes=-1=;byteHardLimit=2;countHardLimit=-1")),
            Send(Plain(DraftKind.SetData, "/a", "1234")),
        ],
        nameof(ModelRules.QuotaMustBeReadable) => Quota("as much as there is"),
        nameof(ModelRules.Ipv6InAcls) =>
            [Send(Create("/a", "") with { Acl = [new Acl(Permissions.All, new AuthId("ip", "fe80::/10"))] })],
        nameof(ModelRules.ChecksOwnWatchesOnly) =>
        [
            Send(Plain(DraftKind.Exists, "/a", "") with { Watch = true }, slot: 1),
            new Step.Unwatch(0, PathGenerator.Named("/a"), WatcherType.Data, OnlyAsks: true),
        ],
        nameof(ModelRules.CatchUpNeedsRead) =>
        [
            new Step.Prove(0, Credential.Alice),
            Send(Create("/a", "") with { Acl = Acl.CreatorAll }),
            Return("/a", WatchList.Exist),
        ],
        nameof(ModelRules.CatchUpReplays) => [Send(Create("/a", "")), Return("/a", WatchList.Persistent)],
        _ => throw new InvalidOperationException($"Nothing shows {Rule}."),
    };

    private const string Limits = "/zookeeper/quota/a/zookeeper_limits";

    private static Step[] Quota(string limits) =>
    [
        Send(Create("/zookeeper/quota/a", "")),
        Send(Create(Limits, limits)),
        Send(Create("/zookeeper/quota/a/zookeeper_stats", "count=0,bytes=0")),
    ];

    /// <summary>The other session comes back with one watch, having seen nothing.</summary>
    private static Step.Return Return(string path, WatchList list) =>
        new(1, PathGenerator.Named("/nothing"), [new WatchChoice(PathGenerator.Named(path), list)]);

    private static Draft Create(string path, string data) => Plain(DraftKind.Create, path, data);

    private static Draft Plain(DraftKind kind, string path, string data) =>
        DraftGenerator.Plain(kind, path, System.Text.Encoding.UTF8.GetBytes(data));

    private static Step.Send Send(Draft draft, int slot = 0) => new(slot, draft, Stale: false);

    private static KnownDifference[] Read()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "ZooKeeper", "Differences.json");
        return JsonSerializer.Deserialize<KnownDifference[]>(File.ReadAllText(file), Json)
            ?? throw new InvalidOperationException($"{file} holds no list.");
    }
}
