using Coordination.Crush;
using Coordination.Recipes.Placement;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Placement;

/// <summary>
/// What one seed runs: devices that come, go, crash and are cut off, two who change the map at once, one who only
/// looks; then peace, and every promise is checked, the committed history included.
/// </summary>
internal sealed class PlacementWorld(Testing.Simulation simulation)
{
    public static readonly ZPath Root = "/placement";

    private const int DeviceCount = 6;
    private const int SharedCounter = 5;
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(4);

    private readonly SeededRandom _random = simulation.Random;
    private readonly List<SimulatedProcess> _members = [];
    private readonly int[] _changesMade = new int[DeviceCount];
    private readonly PlacementOptions _options = new()
    {
        Grace = simulation.Random.NextTime(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30)),
        Stagger = TimeSpan.FromSeconds(0.5),
        MostAbsent = simulation.Random.Chance(0.5) ? 1 : 0.5,
    };

    public static Task RunAsync(Testing.Simulation simulation) => new PlacementWorld(simulation).RunAsync();

    private async Task RunAsync()
    {
        Faults faults = _random.Chance(0.5) ? Faults.Harsh : Faults.Default;
        simulation.InMemory(faults, remembersAnswers: _random.Chance(0.7));
        await simulation.Spawn("setup", SetUpAsync).Ended;

        int memberCount = _random.Next(3, DeviceCount + 1);
        for (int device = 0; device < memberCount; device++)
            _members.Add(SpawnMember(device));
        var observer = new Observer("observer", simulation);
        simulation.Spawn("observer", observer.RunAsync, Session());
        SimulatedProcess[] proposers =
        [
            simulation.Spawn("proposer0", process => ProposeAsync(process, 3), Session()),
            simulation.Spawn("proposer1", process => ProposeAsync(process, 4), Session()),
        ];
        Task trouble = MakeTroubleAsync(_random.Next(3, 10));

        await Task.WhenAll([.. proposers.Select(proposer => proposer.Ended), trouble]);
        simulation.StopFaults();
        await simulation.TimeProvider.DelayAsync(Settling);

        CheckEnd(observer);
        PlacementHistory.Check(simulation, _options);
    }

    private static PlacementMap FirstMap() => PlacementMap.Create(
        new CrushMapBuilder("host", "rack", "root")
            .Add("root", "default", root =>
            {
                for (int rack = 0; rack < 3; rack++)
                {
                    int first = 2 * rack;
                    root.Add("rack", $"r{rack}", racked => racked
                        .Add("host", $"h{first}", host => host.Device(first))
                        .Add("host", $"h{first + 1}", host => host.Device(first + 1)));
                }
            })
            .ReplicatedRule("by-host", "default", "host")
            .Build(),
        "by-host", groups: 16, replicas: 2);

    private async Task SetUpAsync(SimulatedProcess process)
    {
        PlacementCluster cluster = process.Client.Placement(Root, _options);
        Assert.True(await cluster.CreateAsync(FirstMap()));
        Assert.False(await cluster.CreateAsync(FirstMap()));
    }

    private CoordinationClientOptions Session() =>
        new() { SessionTimeout = _random.NextTime(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)) };

    private SimulatedProcess SpawnMember(int device) => simulation.Spawn(
        $"member{device}", process => new DeviceProcess(process, device, _options).RunAsync(), Session());

    /// <summary>
    /// Counts down two affinities by one, each time from what it finds there: its own and one that others count too.
    /// </summary>
    private async Task ProposeAsync(SimulatedProcess process, int own)
    {
        PlacementCluster cluster = process.Client.Placement(Root, _options);
        SeededRandom random = _random.Fork(process.Name);
        for (int left = random.Next(2, 12); left > 0; left--)
        {
            await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, TimeSpan.FromSeconds(4)));
            int counter = random.Chance(0.5) ? own : SharedCounter;
            process.Log($"counts down {counter}");
            await cluster.ChangeAsync(map => CountDown(map, counter));
            _changesMade[counter]++;
            process.Log($"has counted down {counter}");
        }
    }

    private static PlacementMap CountDown(PlacementMap map, int device)
    {
        DeviceStatus status = map.StatusOf(device);
        return map.With(status with { PrimaryAffinity = status.PrimaryAffinity - 1 }, device);
    }

    private async Task MakeTroubleAsync(int times)
    {
        for (; times > 0; times--)
        {
            await simulation.TimeProvider.DelayAsync(_random.NextTime(TimeSpan.Zero, TimeSpan.FromSeconds(25)));
            int device = _random.Next(_members.Count);
            SimulatedProcess member = _members[device];
            if (member.IsCrashed)
            {
                _members[device] = SpawnMember(device);
                continue;
            }

            switch (_random.Next(5))
            {
                case 0 or 1:
                    member.Crash();
                    break;
                case 2:
                    member.Transport.ExpireSession();
                    break;
                case 3:
                    member.Pause(_random.NextTime(TimeSpan.Zero, TimeSpan.FromSeconds(40)));
                    break;
                default:
                    member.Transport.Disconnect();
                    break;
            }
        }
    }

    private void CheckEnd(Observer observer)
    {
        PlacementSnapshot end = observer.Newest
            ?? throw new InvalidOperationException("The observer has seen nothing.");
        PlacementMap map = PlacementHistory.LastMap(simulation, out int version);
        if (end.Version != version)
            simulation.Fail($"The observer is at version {end.Version}, the map at {version}.");
        for (int device = 0; device < DeviceCount; device++)
        {
            uint counted = DeviceState.FullAffinity - map.StatusOf(device).PrimaryAffinity;
            if (counted != _changesMade[device])
                simulation.Fail($"{_changesMade[device]} changes of device {device} were made, {counted} are there.");
            CheckStanding(device, map.StatusOf(device).Standing, end.IsUp(device));
        }
    }

    private void CheckStanding(int device, DeviceStanding standing, bool isUp)
    {
        bool isAlive = device < _members.Count && !_members[device].IsCrashed;
        if (isUp != isAlive)
            simulation.Fail($"Device {device} is {(isAlive ? "" : "not ")}alive, but the observer sees otherwise.");
        if (isAlive && standing == DeviceStanding.Absent)
            simulation.Fail($"Device {device} is alive and still out.");
        bool isKept = _options.MostAbsent >= 1 && _members.Exists(member => !member.IsCrashed);
        if (!isAlive && standing == DeviceStanding.In && isKept)
            simulation.Fail($"Device {device} is gone and still in.");
    }
}
