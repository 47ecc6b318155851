using Coordination.Recipes.Placement;
using Coordination.Requests;
using Coordination.Testing;
using Coordination.Tree.Commands;

namespace Coordination.Simulation.Tests.Placement;

/// <summary>
/// Judges what was committed, by the ensemble's own log: who was up when a map was written, and for how long not.
/// </summary>
internal static class PlacementHistory
{
    private static readonly PlacementPaths Paths = new(PlacementWorld.Root);

    /// <summary>
    /// Devices go out only when they have been gone for the whole grace, and come in only when they are up.
    /// </summary>
    public static void Check(Testing.Simulation simulation, PlacementOptions options)
    {
        var goneSinceMs = new Dictionary<int, long>(); // Of devices that have been up.
        var up = new HashSet<int>();
        PlacementMap? map = null;
        foreach (AppliedCommand applied in Applied(simulation))
        {
            foreach (Change change in applied.Changes)
                Note(change, applied.Command.TimeMs, up, goneSinceMs);
            if (MapIn(applied) is not { } written)
                continue;
            foreach (int device in written.Devices)
            {
                DeviceStanding before = map?.StatusOf(device).Standing ?? DeviceStanding.In;
                DeviceStanding after = written.StatusOf(device).Standing;
                if (before == after)
                    continue;
                string what = $"Device {device} went from {before} to {after} at zxid {applied.Command.Zxid}";
                if (up.Contains(device) == (after == DeviceStanding.Absent))
                    simulation.Fail($"{what}, but it was {(up.Contains(device) ? "up" : "down")}.");
                long goneMs = applied.Command.TimeMs - goneSinceMs.GetValueOrDefault(device, 0);
                if (after == DeviceStanding.Absent && goneMs < (long)options.Grace.TotalMilliseconds)
                    simulation.Fail($"{what} after {goneMs} ms, the grace is {options.Grace}.");
            }

            map = written;
        }
    }

    /// <summary>The map that was written last, and its version.</summary>
    public static PlacementMap LastMap(Testing.Simulation simulation, out int version)
    {
        PlacementMap[] maps = [.. Applied(simulation).Select(MapIn).OfType<PlacementMap>()];
        version = maps.Length - 1;
        return maps[^1];
    }

    // Not null: the world has started it.
    private static List<AppliedCommand> Applied(Testing.Simulation simulation) => simulation.Ensemble!.Apply(out _);

    private static void Note(Change change, long timeMs, HashSet<int> up, Dictionary<int, long> goneSinceMs)
    {
        if (change.Path.Parent != Paths.Up || !Paths.TryGetDevice(change.Path, out int device))
            return;
        if (change.Type == WatchEventType.NodeCreated)
        {
            up.Add(device);
            goneSinceMs.Remove(device);
        }
        else if (change.Type == WatchEventType.NodeDeleted)
        {
            up.Remove(device);
            goneSinceMs[device] = timeMs;
        }
    }

    private static PlacementMap? MapIn(AppliedCommand applied)
    {
        if (!applied.Changes.Any(change => change.Path == Paths.Map))
            return null;
        IEnumerable<IRequest> writes = applied.Command.Body is MultiRequest multi
            ? multi.Operations : [applied.Command.Body];
        ReadOnlyMemory<byte> bytes = writes.Select(write => write switch
        {
            SetDataRequest set when set.Path == Paths.Map => set.Data,
            CreateRequest create when create.Path == Paths.Map => create.Data,
            _ => default,
        }).Single(data => !data.IsEmpty);
        return PlacementMapCodec.Decode(bytes.Span);
    }
}
