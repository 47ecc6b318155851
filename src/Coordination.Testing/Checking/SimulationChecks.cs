using Coordination.Tree.Commands;

namespace Coordination.Testing;

/// <summary>Judges what happened in a simulated world. Every check throws where a promise was broken.</summary>
public sealed class SimulationChecks
{
    private readonly SimulationRecord _record;
    private readonly HistoryChecks _history;

    internal SimulationChecks(SimulationRecord record)
    {
        _record = record;
        _history = new HistoryChecks(record.History);
    }

    /// <inheritdoc cref="HistoryChecks.MutualExclusion" />
    public void MutualExclusion() => _history.MutualExclusion();

    /// <inheritdoc cref="HistoryChecks.Linearizable" />
    public void Linearizable(SequentialModel model) => _history.Linearizable(model);

    /// <summary>
    /// What ZooKeeper promises about order. On every connection answers come in the order of the requests, zxids do
    /// not go back, and an event comes before every answer that shows its change. A write that was acknowledged
    /// happened once, where its answer says; the writes of a session took effect in the order of its requests, one of
    /// unknown outcome never after a later one; the order of all respects real time. No session was expired early, or
    /// while its client took it for proven. The ensemble deleted no container and no znode with a time to live before
    /// it may.
    /// </summary>
    /// <exception cref="CheckFailedException">One of these was broken.</exception>
    public void ZooKeeperOrder()
    {
        IReadOnlyList<ObservedConnection> connections = _record.Wire.Connections;
        foreach (ObservedConnection connection in connections)
            new ConnectionOrder(connection).Check();
        if (_record.Ensemble is not { } ensemble)
            return;

        List<AppliedCommand> applied = ensemble.Apply(out UInt128 digest);
        if (digest != ensemble.Digest)
            throw new CheckFailedException("The tree is not what its commands make of an empty one.");
        new LogAgreement(applied).Check(connections);
        new ReapRules(applied).Check();
        new SessionTimes(applied, _record.Expiries, _record.DriftPpm).Check(connections);
    }

    /// <summary>
    /// Every watch stream yielded every change after it was armed, once and in order, unless it said that it coalesced.
    /// Call it when the world has come to rest: what a live stream has not yielded by then is missing.
    /// </summary>
    /// <exception cref="CheckFailedException">A stream has a silent gap, or yielded what did not happen.</exception>
    public void WatchStreams()
    {
        if (_record.Ensemble is not { } ensemble)
            return;
        Change[] changes = [.. ensemble.Apply(out _).SelectMany(applied => applied.Changes)];
        foreach (ObservedStream stream in _record.History.Streams)
            new StreamCompleteness(stream, changes).Check(!stream.HasEnded && _record.IsAlive(stream.Process));
    }
}
