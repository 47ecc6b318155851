// A replicated object store in memory. Nobody is asked where an object is: every client computes it from a map that it
// follows. A whole rack dies, and every object stays readable; hosts are added, and no more moves than has to.
using Coordination;
using Coordination.Crush;
using Coordination.Recipes.Placement;
using Coordination.Samples.Placement;

const int Racks = 4, HostsPerRack = 3, Objects = 2000;
const double MostOverLeast = 1.1;

using var atMost = new CancellationTokenSource(TimeSpan.FromMinutes(2));
await using Cluster? cluster = Cluster.TryParse(args, out string fault);
if (cluster is null)
{
    Console.Error.WriteLine(fault);
    return 2;
}

// The hierarchy: 4 racks of 3 hosts of 2 devices; three replicas, no two in one rack.
var builder = new CrushMapBuilder("host", "rack", "root").Add("root", "default", root =>
{
    for (int rack = 0; rack < Racks; rack++)
        root.Add("rack", $"rack{rack}", contents => AddHosts(contents, rack));
});
CrushMap crush = builder.ReplicatedRule("by-rack", "default", "rack").Build();
ICoordinationClient client = await cluster.ConnectAsync(atMost.Token);
PlacementCluster placement = client.Placement(cluster.Path, Cluster.Options);
await placement.CreateAsync(PlacementMap.Create(crush, "by-rack", groups: 512).Balanced(), atMost.Token);

Console.WriteLine($"--- {Racks * HostsPerRack} hosts start, each with two devices");
for (int host = 0; host < Racks * HostsPerRack; host++)
    await cluster.StartHostAsync(host, host / HostsPerRack, atMost.Token);
await using PlacementFollower follower = await placement.FollowAsync(atMost.Token);
await follower.WaitForAsync(now => now.UpDevices.Count() == now.Map.Devices.Count, atMost.Token);
Console.Write(PlacementText.Tree(follower.Current));

Console.WriteLine($"\n--- {Objects} objects are stored");
var store = new ObjectStore(follower, cluster);
for (int number = 0; number < Objects; number++)
    store.Put($"object-{number}", BitConverter.GetBytes(number));
GroupPlacement where = follower.Current.Locate("object-17"); // Or replicas: 5, or however many.
Console.WriteLine($"object-17 is on devices {string.Join(", ", where.Acting)}; {where.ActingPrimary} is its primary.");

Console.WriteLine("\n--- rack 3 dies");
await cluster.KillRackAsync(3);
CheckAll("The moment it is dead");
PlacementSnapshot degraded =
    await follower.WaitForAsync(now => now.UpDevices.Count() <= now.Map.Devices.Count * 3 / 4, atMost.Token);
CheckAll($"When its sessions have expired ({degraded})");
PlacementSnapshot without = await follower.WaitForAsync(
    now => now.Map.Devices.All(device => now.IsUp(device) || !now.Map.StatusOf(device).IsIn), atMost.Token);
Console.WriteLine($"After the grace it is out: {MovementReport.Between(degraded.Map, without.Map)}.");
CheckAll("Before anything has moved");
Console.WriteLine($"{store.MoveData()} replicas are copied: all objects have three again.");
CheckAll("Then", replicas: 3);

Console.WriteLine("\n--- rack 3 comes back, empty");
for (int host = 3 * HostsPerRack; host < Racks * HostsPerRack; host++)
    await cluster.StartHostAsync(host, rack: 3, atMost.Token);
await follower.WaitForAsync(now => now.Map.Devices.All(device => now.Map.StatusOf(device).IsIn), atMost.Token);
CheckAll("Before anything has moved");
Console.WriteLine($"It is in again: {store.MoveData()} replicas are copied back.");
CheckAll("Then", replicas: 3);

Console.WriteLine("\n--- two hosts are added");
PlacementProposal proposal = follower.Current.Propose(map => map.Edit(edit => edit
    .AddDevice(24, Weight.One, "osd.24", ("host", "host12"), ("rack", "rack0"), ("root", "default"))
    .AddDevice(25, Weight.One, "osd.25", ("host", "host12"), ("rack", "rack0"), ("root", "default"))
    .AddDevice(26, Weight.One, "osd.26", ("host", "host13"), ("rack", "rack1"), ("root", "default"))
    .AddDevice(27, Weight.One, "osd.27", ("host", "host13"), ("rack", "rack1"), ("root", "default"))));
Console.WriteLine($"By CRUSH alone {proposal.Movement}.");
proposal = proposal.MovingLeast();
Console.WriteLine($"With all others kept in place {proposal.Movement}.");
await cluster.StartHostAsync(12, rack: 0, atMost.Token);
await cluster.StartHostAsync(13, rack: 1, atMost.Token);
int version = await placement.ApplyAsync(proposal, atMost.Token);
await follower.WaitForAsync(now => now.Version >= version && now.UpDevices.Count() == 28, atMost.Token);
CheckAll($"With version {version} of the map, before anything has moved");
Console.WriteLine($"{store.MoveData()} replicas of objects are copied.");
CheckAll("Then", replicas: 3);
Console.Write(PlacementText.Load(DeviceLoads.Of(follower.Current.Map)));

bool isDone = store.Lost == 0 && proposal.Movement.Ratio <= MostOverLeast;
Console.WriteLine(isDone ? "\nDone." : $"\n{store.Lost} objects were lost, or too much moved.");
return isDone ? 0 : 1;

void AddHosts(BucketContents rack, int number)
{
    for (int host = number * HostsPerRack; host < (number + 1) * HostsPerRack; host++)
        rack.Add("host", $"host{host}", contents => contents.Device(2 * host).Device(2 * host + 1));
}

void CheckAll(string when, int replicas = 1)
{
    int readable = Enumerable.Range(0, Objects).Count(number =>
        store.TryGet($"object-{number}", replicas, out byte[] data) && BitConverter.ToInt32(data) == number);
    store.Lost += Objects - readable;
    Console.WriteLine($"{when}: {readable} of {Objects} objects are readable.");
}
