using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>
/// Compares map and devices. Pure: what is wanted follows from a snapshot alone, when it is due from when it was first
/// wanted (<see cref="VerdictClock"/>).
/// </summary>
internal static class Verdicts
{
    /// <summary>Everything that the map should say and does not, by ascending device.</summary>
    public static IEnumerable<Verdict> Wanted(PlacementSnapshot snapshot, PlacementOptions options)
    {
        foreach (int device in snapshot.Map.Devices)
        {
            DeviceView view = snapshot.ViewOf(device);
            if (WantedOf(snapshot.Map.StatusOf(device).Standing, view) is { } kind)
                yield return new Verdict(device, kind, view.RecordVersion);
        }

        if (!options.AdmitsNewDevices)
            yield break;
        foreach ((int device, DeviceView view) in snapshot.Views)
        {
            if (view is { IsUp: true, Description.Location.Length: > 0 } && !snapshot.Map.Contains(device))
                yield return new Verdict(device, VerdictKind.Admit, view.RecordVersion);
        }
    }

    /// <summary>
    /// How many of the devices that should go out for absence may, so that not too many are out at once.
    /// </summary>
    public static int AbsencesLeft(PlacementMap map, PlacementOptions options)
    {
        int absent = map.Statuses.Values.Count(status => status.Standing == DeviceStanding.Absent);
        return Math.Max(0, (int)(options.MostAbsent * map.Devices.Count) - absent);
    }

    /// <summary>The map with some verdicts carried out; those that CRUSH refuses are left out and told.</summary>
    public static PlacementMap CarryOut(
        PlacementSnapshot snapshot, IReadOnlyList<Verdict> verdicts, Action<Verdict, CrushEditException> refused)
    {
        PlacementMap map = snapshot.Map;
        foreach (IGrouping<VerdictKind, Verdict> alike in verdicts.GroupBy(verdict => verdict.Kind))
        {
            if (alike.Key != VerdictKind.Admit)
                map = map.With(StandingAfter(alike.Key), [.. alike.Select(verdict => verdict.Device)]);
        }

        foreach (Verdict verdict in verdicts.Where(verdict => verdict.Kind == VerdictKind.Admit))
        {
            try
            {
                // Not null: Wanted asks for a place.
                map = DeviceLocation.Admit(map, snapshot.ViewOf(verdict.Device).Description!);
            }
            catch (CrushEditException problem)
            {
                refused(verdict, problem);
            }
        }

        return map;
    }

    private static VerdictKind? WantedOf(DeviceStanding standing, DeviceView view) => standing switch
    {
        DeviceStanding.Out => null, // Somebody decided so.
        _ when view is { IsUp: true, Description.Draining: true } =>
            standing == DeviceStanding.Draining ? null : VerdictKind.Drain,
        DeviceStanding.In => view.IsUp ? null : VerdictKind.Out,
        _ => view.IsUp ? VerdictKind.In : null,
    };

    private static DeviceStanding StandingAfter(VerdictKind kind) => kind switch
    {
        VerdictKind.Out => DeviceStanding.Absent,
        VerdictKind.Drain => DeviceStanding.Draining,
        _ => DeviceStanding.In,
    };
}
