using Coordination.Recipes.Partitioning;

namespace Coordination.Samples.Recipes.Events;

/// <summary>
/// The shards that this process owns, told at every change; what it has lost is told as released before anything else.
/// </summary>
internal sealed class OwnedShards(EventWriter events, TimeProvider clock, bool tellsRenewals)
{
    private readonly Lock _sync = new();
    private readonly SortedDictionary<int, ShardLease> _owned = [];
    private long _seen;

    public void Add(ShardLease lease)
    {
        lock (_sync)
        {
            TellLost();
            if (!lease.IsHeld)
                return;
            _owned[lease.Shard] = lease;
            TellOwned("owned");
        }
    }

    public void Remove(ShardLease lease)
    {
        lock (_sync)
        {
            TellLost();
            if (!_owned.TryGetValue(lease.Shard, out ShardLease? known) || known != lease)
                return;
            _owned.Remove(lease.Shard);
            Tell("released", [lease.Shard]);
            TellOwned("owned");
        }
    }

    /// <summary>Tells a loss now if there is one, and a renewal where asked to.</summary>
    public void Look()
    {
        lock (_sync)
        {
            TellLost();
            if (tellsRenewals && _owned.Count > 0 && ValidUntil > _seen)
                TellOwned("held");
        }
    }

    private long ValidUntil => _owned.Values.Min(static lease => lease.ValidUntil);

    private void TellLost()
    {
        int[] lost = [.. _owned.Values.Where(static lease => !lease.IsHeld).Select(static lease => lease.Shard)];
        if (lost.Length == 0)
            return;
        foreach (int shard in lost)
            _owned.Remove(shard);
        Tell("released", lost);
        TellOwned("owned");
    }

    // The time is taken first: whatever passes between is on the safe side.
    private void TellOwned(string what)
    {
        double now = EventWriter.Now;
        _seen = _owned.Count == 0 ? 0 : ValidUntil;
        events.Write(new RecipeEvent
        {
            Event = what,
            Shards = [.. _owned.Keys],
            Tokens = [.. _owned.Values.Select(static lease => lease.FencingToken)],
            Until = _owned.Count == 0
                ? null : now + clock.GetElapsedTime(clock.GetTimestamp(), _seen).TotalSeconds,
        });
    }

    private void Tell(string what, int[] shards) => events.Write(new RecipeEvent { Event = what, Shards = shards });
}
