// A cluster that knows itself: three members see each other, one of them is the master; it dies, and the others notice
// and have a new one.
//   dotnet run --project samples/ClusterState [-- --transport tcp --connect 127.0.0.1:2181]
using Coordination;
using Coordination.Recipes.Election;
using Coordination.Recipes.Membership;
using Coordination.Transports;
using Coordination.Transports.InMemory;
using Coordination.Transports.Tcp.Client;

string? connect = args is ["--transport", "tcp", "--connect", string servers] ? servers : null;
await using InMemoryEnsemble? ensemble = connect is null ? InMemoryEnsemble.Start() : null;
// Not null: where nobody is connected to, the ensemble runs here.
ITransport transport = connect is null ? ensemble!.Transport : new TcpTransport(ConnectionString.Parse(connect));
ZPath cluster = $"/samples/cluster-state-{Guid.NewGuid():N}";

// Each a process of its own in life; here each has a client, and so a session, of its own.
CoordinationClient[] clients = [.. await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ConnectAsync()))];
string[] names = ["A", "B", "C"];
GroupMembership[] members = [.. await Task.WhenAll(names.Select(JoinAsync))];
LeaderLatch first = Stand("A", 0);
Console.WriteLine($"{await MasterAsync(clients[1], "A")} is the master, as it stood first.");
LeaderLatch[] others = [Stand("B", 1), Stand("C", 2)];

foreach (CoordinationClient client in clients)
    await SeenAsync(client, names);
Console.WriteLine("A, B and C see each other.");
while ((await clients[1].Election(cluster / "master").GetCandidatesAsync()).Count < names.Length)
    await Task.Yield();

Console.WriteLine("A dies: it says nothing any more, and its session expires.");
await clients[0].DetachAsync();
foreach (CoordinationClient client in clients[1..])
    await SeenAsync(client, names[1..]);
Console.WriteLine("B and C have noticed: they see B and C.");
Console.WriteLine($"{await MasterAsync(clients[2], "B")} is the master now, as its priority says.");

foreach (LeaderLatch candidate in (LeaderLatch[])[first, .. others])
    await candidate.DisposeAsync();
foreach (GroupMembership member in members[1..])
    await member.DisposeAsync();
await clients[1].DeleteRecursiveAsync(cluster);
foreach (CoordinationClient client in clients)
    await client.DisposeAsync();

async Task<CoordinationClient> ConnectAsync() => await CoordinationClient.ConnectAsync(
    transport, new CoordinationClientOptions { SessionTimeout = TimeSpan.FromSeconds(1) });

async Task<GroupMembership> JoinAsync(string name, int index) =>
    await clients[index].Group(cluster / "members").JoinAsync(name);

LeaderLatch Stand(string name, int index) => clients[index].Election(
    cluster / "master", new ElectionOptions { Id = name, Priority = names.Length - index }).StartLatch();

// Waits until a member sees these, and nobody else.
async Task SeenAsync(CoordinationClient client, string[] expected)
{
    await foreach (GroupView view in client.Group(cluster / "members").WatchAsync())
    {
        if (view.Members.Keys.SequenceEqual(expected))
            return;
    }
}

async Task<string?> MasterAsync(CoordinationClient client, string expected)
{
    await foreach (Leader? leader in client.Election(cluster / "master").WatchLeaderAsync())
    {
        if (leader?.Id == expected)
            return leader.Id;
    }

    return null;
}
