using Coordination.Ensemble;
using Coordination.Tree.Commands;

namespace Coordination.Tests.Ensemble;

/// <summary>A log that orders later, when the test says so: what a replicated one does to an ensemble.</summary>
internal sealed class DelayedLog(SteppedTime time) : ICommandLog
{
    private readonly Queue<(Command Command, object? Origin)> _proposed = new();
    private readonly Queue<object> _syncs = new();
    private long _zxid;

    public bool OrdersAtOnce => false;

    public int ProposedCount => _proposed.Count;

    public int SyncCount => _syncs.Count;

    public bool TryOrder(in Command command, object? origin, out Zxid zxid, out long timeMs)
    {
        _proposed.Enqueue((command, origin));
        (zxid, timeMs) = (Zxid.None, 0);
        return false;
    }

    public bool TrySync(object origin)
    {
        _syncs.Enqueue(origin);
        return false;
    }

    /// <summary>Commits what was proposed, the oldest first, and runs what is posted.</summary>
    public void Commit(CoordinationEnsemble ensemble, int count = int.MaxValue)
    {
        var batch = new List<LoggedCommand>();
        while (count-- > 0 && _proposed.TryDequeue(out (Command Command, object? Origin) next))
        {
            Command placed = next.Command with
            {
                Zxid = new Zxid(++_zxid),
                TimeMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
            };
            batch.Add(new LoggedCommand(placed, next.Origin));
        }

        ensemble.Apply(batch.ToArray());
        time.RunPosted();
    }

    /// <summary>Commits all, the newest first: it came to the leader by another way.</summary>
    public void CommitLastFirst(CoordinationEnsemble ensemble)
    {
        foreach ((Command Command, object? Origin) last in Empty().Reverse())
            _proposed.Enqueue(last);
        Commit(ensemble);
    }

    /// <summary>Loses what was proposed, as a leader does that is deposed.</summary>
    public void Lose() => _proposed.Clear();

    /// <summary>Proposes the last command once more, which no log may do.</summary>
    public void Repeat() => _proposed.Enqueue(_proposed.Last());

    public void CompleteSync(CoordinationEnsemble ensemble)
    {
        ensemble.CompleteSync(_syncs.Dequeue());
        time.RunPosted();
    }

    private (Command Command, object? Origin)[] Empty()
    {
        (Command Command, object? Origin)[] all = [.. _proposed];
        _proposed.Clear();
        return all;
    }
}
