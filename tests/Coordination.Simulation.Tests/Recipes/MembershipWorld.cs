using System.Globalization;
using System.Text;
using Coordination.Recipes.Membership;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Recipes;

/// <summary>
/// Members join, say other things, leave, come back, are joined by a second one of their name and have their znodes
/// deleted by hand, while all look on: no view goes back, and in peace all see the same, which is who is really there.
/// </summary>
internal sealed class MembershipWorld(Testing.Simulation simulation)
{
    private static readonly ZPath Path = RecipeWorld.Root / "group";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, string> _wanted = [];
    private readonly Dictionary<SimulatedProcess, GroupView> _seen = [];
    private int _lastPayload;

    public static Task RunAsync(Testing.Simulation simulation)
    {
        var frame = new RecipeWorld(simulation);
        var world = new MembershipWorld(simulation);
        return frame.RunAsync((process, random) => world.TakePartAsync(frame, process, random), static () => { });
    }

    private async Task TakePartAsync(RecipeWorld frame, SimulatedProcess process, SeededRandom random)
    {
        Group group = process.Client.Group(Path);
        using var end = new CancellationTokenSource();
        Task watching = WatchAsync(process, group, end.Token);
        GroupMembership? mine = null;
        while (!frame.IsPeace)
        {
            mine = await ActAsync(process, random, group, mine);
            await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, 5 * Second));
        }

        // Of two of one name the one is left that came later; which that is, is known when both have settled.
        await process.TimeProvider.DelayAsync(60 * Second);
        if (mine is null || mine.Replaced.IsCancellationRequested)
            mine = await JoinAsync(process, group, CancellationToken.None);
        await process.TimeProvider.DelayAsync(30 * Second);
        await CheckAsync(process, group, mine);
        await process.TimeProvider.DelayAsync(60 * Second);
        _wanted.Remove(process.Name);
        await mine.DisposeAsync();
        if (mine.Lease is not null)
            simulation.Fail($"{process} is a member after it has left.");
        end.Cancel();
        await watching;
    }

    private async Task<GroupMembership?> ActAsync(
        SimulatedProcess process, SeededRandom random, Group group, GroupMembership? mine)
    {
        switch (random.Next(6))
        {
            case 4:
                await VisitAsync(process, random, group);
                return mine;
            case 0 when mine is not null:
                await mine.DisposeAsync();
                return null;
            case 1 when mine is not null:
                await UpdateAsync(process, random, mine);
                return mine;
            case 2 when mine is not null:
                await DeleteByHandAsync(process, mine.Path);
                return mine;
            case 3 when mine is not null && random.Chance(0.3):
                GroupMembership? second = await TryJoinAsync(process, random, group);
                await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, Second));
                await (second is null ? default : mine.DisposeAsync());
                return second ?? mine;
            default:
                return mine ?? await TryJoinAsync(process, random, group);
        }
    }

    // Another name, which nobody takes again: what it leaves behind stays.
    private async Task VisitAsync(SimulatedProcess process, SeededRandom random, Group group)
    {
        TimeSpan most = random.Chance(0.5) ? Second / 100 : 10 * Second;
        using var sometime = new CancellationTokenSource(random.NextTime(TimeSpan.Zero, most), process.TimeProvider);
        try
        {
            GroupMembership visit =
                await group.JoinAsync($"{process.Name}'s {++_lastPayload}", default, sometime.Token);
            await visit.DisposeAsync();
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task<GroupMembership?> TryJoinAsync(SimulatedProcess process, SeededRandom random, Group group)
    {
        using CancellationTokenSource sometime = random.Chance(0.7)
            ? new CancellationTokenSource() : new(random.NextTime(TimeSpan.Zero, Second / 10), process.TimeProvider);
        try
        {
            return await JoinAsync(process, group, sometime.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            return null; // The other one of the same name was the later.
        }
    }

    private async Task UpdateAsync(SimulatedProcess process, SeededRandom random, GroupMembership mine)
    {
        using CancellationTokenSource sometime = RecipeWorld.CancelSometime(process, random);
        try
        {
            string payload = NextPayload();
            _wanted[process.Name] = payload;
            await mine.UpdateAsync(Encoding.UTF8.GetBytes(payload), sometime.Token);
        }
        catch (OperationCanceledException)
        {
            // It is said all the same.
        }
        catch (InvalidOperationException)
        {
            // Replaced.
        }
    }

    private async Task<GroupMembership> JoinAsync(
        SimulatedProcess process, Group group, CancellationToken cancellationToken)
    {
        string payload = NextPayload();
        GroupMembership joined =
            await group.JoinAsync(process.Name, Encoding.UTF8.GetBytes(payload), cancellationToken);
        _wanted[process.Name] = payload;
        return joined;
    }

    private string NextPayload() => (++_lastPayload).ToString(CultureInfo.InvariantCulture);

    private static async Task DeleteByHandAsync(SimulatedProcess process, ZPath path)
    {
        try
        {
            await process.Client.DeleteAsync(path);
        }
        catch (CoordinationException)
        {
            // Not there, or unknown.
        }
    }

    private async Task WatchAsync(SimulatedProcess process, Group group, CancellationToken end)
    {
        GroupView before = GroupView.Empty;
        var newest = new Dictionary<string, (long Token, int Version)>();
        try
        {
            await foreach (GroupView view in group.WatchAsync(end))
            {
                CheckOrder(process, view, newest);
                if (view.ChangesSince(before).Count == 0 && view.Members.Count > 0)
                    simulation.Fail($"{process} was told of no change.");
                before = view;
                _seen[process] = view;
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void CheckOrder(
        SimulatedProcess process, GroupView view, Dictionary<string, (long Token, int Version)> newest)
    {
        foreach (GroupMember member in view.Members.Values)
        {
            (long, int) state = (member.FencingToken, member.PayloadVersion);
            if (newest.TryGetValue(member.Id, out (long, int) seen) && state.CompareTo(seen) < 0)
                simulation.Fail($"{process} saw {member.Id} at {state} after {seen}.");
            newest[member.Id] = state;
        }
    }

    private async Task CheckAsync(SimulatedProcess process, Group group, GroupMembership mine)
    {
        GroupView now = await group.GetViewAsync();
        string seen = Text(_seen[process]);
        if (seen != Text(now))
            simulation.Fail($"In peace {process} sees {seen}, and there are {Text(now)}.");
        bool isThere = now.Members.TryGetValue(process.Name, out GroupMember? member);
        if (mine.Lease is not { } lease)
            simulation.Fail($"In peace {process} is no member, and there are {Text(now)}.");
        else if (!isThere || member?.FencingToken != lease.FencingToken || Payload(member) != _wanted[process.Name])
            simulation.Fail($"In peace {process} says {_wanted[process.Name]}, and there are {Text(now)}.");
    }

    private static string Text(GroupView view) => string.Join(
        ", ", view.Members.Values.Select(member => $"{member.Id} at {member.FencingToken}: {Payload(member)}"));

    private static string Payload(GroupMember member) => Encoding.UTF8.GetString(member.Payload.Span);
}
