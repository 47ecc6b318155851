// Locks and an election: three processes in turn under one lock, what protects a result from one who has lost the lock
// without knowing, readers and a writer, permits, and a leader that hands over.
//   dotnet run --project samples/Locks [-- --transport tcp --connect 127.0.0.1:2181]
using System.Text;
using Coordination;
using Coordination.Recipes.Election;
using Coordination.Recipes.Locks;
using Coordination.Transports;
using Coordination.Transports.InMemory;
using Coordination.Transports.Tcp.Client;

string? connect = args is ["--transport", "tcp", "--connect", string servers] ? servers : null;
await using InMemoryEnsemble? ensemble = connect is null ? InMemoryEnsemble.Start() : null;
// Not null: where nobody is connected to, the ensemble runs here.
ITransport transport = connect is null ? ensemble!.Transport : new TcpTransport(ConnectionString.Parse(connect));

// All of it below one znode, which a client takes for its root.
var below = new CoordinationClientOptions { Chroot = $"/samples/locks-{Guid.NewGuid():N}" };
await using var admin = await CoordinationClient.ConnectAsync(transport);
await admin.EnsurePathAsync(below.Chroot);
await using var client = await CoordinationClient.ConnectAsync(transport, below);

await InTurnAsync();
await GuardedAsync(CancellationToken.None);
await OthersAsync(CancellationToken.None);
await ElectAsync(CancellationToken.None);
await admin.DeleteRecursiveAsync(below.Chroot);

// Each a process of its own in life; here each has a client, and so a session, of its own.
async Task InTurnAsync()
{
    Task[] contenders = [.. Enumerable.Range(1, 3).Select(async number =>
    {
        await using var own = await CoordinationClient.ConnectAsync(transport, below);
        DistributedMutex mutex = own.Lock("/locks/report", new LockOptions { Id = $"contender {number}" });
        await using LockLease lease = await mutex.AcquireAsync();
        LockContender[] line = [.. await mutex.GetContendersAsync()];
        Console.WriteLine($"{line[0].Id} holds the lock, {line.Length - 1} in line behind it.");
    })];
    await Task.WhenAll(contenders);
}

async Task GuardedAsync(CancellationToken cancellationToken)
{
    await client.CreateAsync("/report", "none"u8.ToArray(), cancellationToken: cancellationToken);

    await using LockLease mine = await client.Lock("/locks/report").AcquireAsync(cancellationToken);
    string report = await WriteReportAsync(stopWhen: mine.Lost);
    await client.Transaction()
        .Guarded(mine).Set("/report", Encoding.UTF8.GetBytes(report))
        .CommitAsync(cancellationToken: cancellationToken);
    Console.WriteLine($"The report is kept: {report}.");
}

async Task OthersAsync(CancellationToken cancellationToken)
{
    ReadWriteLock catalogue = client.ReadWriteLock("/locks/catalogue");
    await using (LockLease writer = await catalogue.AcquireWriteAsync(cancellationToken))
    {
        await catalogue.DowngradeAsync(writer, cancellationToken);
        await using LockLease reader = await catalogue.AcquireReadAsync(cancellationToken);
        Console.WriteLine("The writer reads on, and others read with it.");
    }

    LeaseSemaphore uploads = client.Semaphore("/permits/uploads", permits: 4);
    await using LockLease? permit = await uploads.TryAcquireAsync(TimeSpan.FromSeconds(5), cancellationToken);
    MultiLock transfer = client.MultiLock(["/accounts/7", "/accounts/3"]);
    await using MultiLease both = await transfer.AcquireAsync(cancellationToken);
    Console.WriteLine($"One of four permits and {both.Leases.Count} accounts are held.");
}

async Task ElectAsync(CancellationToken cancellationToken)
{
    await using LeaderLatch next = client.Election("/services/billing", new ElectionOptions { Id = "b" }).StartLatch();
    await foreach (LeadershipChange change in next.WatchAsync(cancellationToken))
    {
        if (change.IsLeader)
            break;
    }

    using var done = new CancellationTokenSource();
    LeaderElection election = client.Election("/services/billing", new ElectionOptions { Id = "a" });
    Task campaign = election.RunAsLeaderAsync(async (term, stopWhen) =>
    {
        Leader? leader = await election.GetLeaderAsync(stopWhen);
        Console.WriteLine($"{leader?.Id} leads now, by a greater token: {term.FencingToken == leader?.FencingToken}.");
        done.Cancel();
    }, done.Token);
    while ((await election.GetCandidatesAsync(cancellationToken)).Count < 2)
        await Task.Yield();
    Console.WriteLine($"b hands over: {await next.HandOverAsync(cancellationToken)}.");
    await campaign.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // It ends by the token alone.
}

static async Task<string> WriteReportAsync(CancellationToken stopWhen)
{
    await Task.Delay(10, stopWhen);
    return "all is well";
}
