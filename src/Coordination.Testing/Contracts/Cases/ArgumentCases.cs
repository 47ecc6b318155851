using Coordination.Requests;
using static Coordination.Testing.Contracts.ContractCases;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>
/// What is refused at the call, whatever the ensemble: bad arguments, a cancelled token, a client that has ended.
/// </summary>
internal static class ArgumentCases
{
    private static readonly byte[] Data = [1];

    // Every operation of a client, on a path.
    private static readonly (string Name, Func<ICoordinationClient, ZPath, CancellationToken, Task> Call)[] Operations =
    [
        ("Create", (c, p, t) => c.CreateAsync(p, Data, cancellationToken: t).AsTask()),
        ("CreateWithStat", (c, p, t) => c.CreateWithStatAsync(p, Data, cancellationToken: t).AsTask()),
        ("Delete", (c, p, t) => c.DeleteAsync(p, cancellationToken: t).AsTask()),
        ("Exists", (c, p, t) => c.ExistsAsync(p, cancellationToken: t).AsTask()),
        ("Get", (c, p, t) => c.GetAsync(p, cancellationToken: t).AsTask()),
        ("TryGet", (c, p, t) => c.TryGetAsync(p, cancellationToken: t).AsTask()),
        ("Set", (c, p, t) => c.SetAsync(p, Data, cancellationToken: t).AsTask()),
        ("GetChildren", (c, p, t) => c.GetChildrenAsync(p, cancellationToken: t).AsTask()),
        ("GetAcl", (c, p, t) => c.GetAclAsync(p, cancellationToken: t).AsTask()),
        ("SetAcl", (c, p, t) => c.SetAclAsync(p, Acl.Open, cancellationToken: t).AsTask()),
        ("Sync", (c, p, t) => c.SyncAsync(p, cancellationToken: t).AsTask()),
        ("GetAllChildrenNumber", (c, p, t) => c.GetAllChildrenNumberAsync(p, cancellationToken: t).AsTask()),
        ("ReadMany", (c, p, t) => c.ReadManyAsync([new GetDataRequest(p)], cancellationToken: t).AsTask()),
        ("Transaction", (c, p, t) => c.Transaction().Create(p).CommitAsync(cancellationToken: t).AsTask()),
    ];

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        .. Operations.Select(o => Case($"{o.Name} refuses a path that is only a prefix", async c =>
            await UnchangedAsync<ArgumentException>(
                c, client => o.Call(client, ZPath.SequentialPrefix(c.Root.Value + "/"), default)))),
        .. Operations.Select(o => Case($"{o.Name} with a cancelled token throws and changes nothing", async c =>
            await UnchangedAsync<OperationCanceledException>(
                c, client => o.Call(client, c.Root / "x", new CancellationToken(canceled: true))))),
        .. Operations.Select(o => Case($"{o.Name} on a client that was disposed throws", async c =>
        {
            ICoordinationClient other = await c.ConnectAsync();
            await other.DisposeAsync();
            await Expect.ThrowsAsync<ObjectDisposedException>(() => o.Call(other, c.Root / "x", default));
        })),
        Case("A path that breaks a rule is refused before anything is sent", PathsAsync),
        Case("A time to live is refused where it is missing, negative, too long or out of place", TimeToLiveAsync),
        Case("A create mode that there is not is refused", c => UnchangedAsync<ArgumentException>(
            c, client => client.CreateAsync(c.Root / "x", mode: (CreateMode)99).AsTask())),
        Case("ReadMany refuses what is no read", c => UnchangedAsync<ArgumentException>(
            c, client => client.ReadManyAsync([new DeleteRequest(c.Root, -1)]).AsTask())),
        new("Reconfiguration is refused where it is switched off", async c => await Expect.RefusedAsync(
                ErrorCode.ReconfigDisabled, () =>
                    c.Client.ReconfigAsync(new ReconfigRequest("server.9=x", null, null, -1)).AsTask()),
            ContractNeeds.NoReconfiguration, [new Refusal(OpCode.Reconfig, ErrorCode.ReconfigDisabled)]),
    ];

    private static async Task UnchangedAsync<TException>(ContractContext c, Func<ICoordinationClient, Task> call)
        where TException : Exception
    {
        string before = await c.DescribeAsync();
        await Expect.ThrowsAsync<TException>(() => call(c.Client));
        Expect.Equal(before, await c.DescribeAsync());
    }

    private static async Task PathsAsync(ContractContext c)
    {
        foreach (string path in new[] { "", "x", "/x/", "//x", "/x//y", "/./x", "/x/..", "/x\0", "/x\u0001", "/\ud800",
            "/\uf8ff" })
            await Expect.ThrowsAsync<ArgumentException>(() => c.Client.CreateAsync(path).AsTask());
    }

    private static async Task TimeToLiveAsync(ContractContext c)
    {
        (CreateMode Mode, TimeSpan? Life)[] wrong =
        [
            (CreateMode.PersistentWithTtl, null),
            (CreateMode.PersistentWithTtl, TimeSpan.FromSeconds(-1)),
            (CreateMode.PersistentWithTtl, TimeSpan.Zero),
            (CreateMode.PersistentSequentialWithTtl, TimeSpan.FromDays(365 * 40)),
            (CreateMode.Persistent, TimeSpan.FromSeconds(1)),
            (CreateMode.Ephemeral, TimeSpan.FromSeconds(1)),
            (CreateMode.Container, TimeSpan.FromSeconds(1)),
        ];
        foreach ((CreateMode mode, TimeSpan? life) in wrong)
        {
            await UnchangedAsync<ArgumentException>(c, client =>
                client.CreateAsync(c.Root / "x", mode: mode, options: new CreateOptions { TimeToLive = life })
                    .AsTask());
        }
    }
}
