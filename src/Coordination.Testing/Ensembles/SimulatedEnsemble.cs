using Coordination.Ensemble;
using Coordination.Transports;
using Coordination.Tree;
using Coordination.Tree.Commands;

namespace Coordination.Testing;

/// <summary>An ensemble in memory, as a process of its own in a simulated world.</summary>
public sealed class SimulatedEnsemble
{
    private readonly RecordedLog _log;
    private readonly CoordinationEnsemble _ensemble;
    private readonly TreeSettings _settings = new();
    private List<AppliedCommand> _applied = []; // Of so many commands as it is long.
    private UInt128 _appliedDigest;

    internal SimulatedEnsemble(
        SimulatedProcess process,
        SeededRandom random,
        EnsembleOptions options,
        bool remembersAnswers,
        Action<Command> ordered)
    {
        Process = process;
        options.TimeProvider = process.TimeProvider;
        options.DrawRandom = random.NextBytes;
        _log = new RecordedLog(process.TimeProvider, ordered);
        _ensemble = new CoordinationEnsemble(new ZnodeTree(_settings), _log, options);
        Transport = new DirectTransport(
            _ensemble, ConnectionOrigin.InProcess with { RemembersAnswers = remembersAnswers });
    }

    /// <summary>The process it runs in; pause it to see what its clients make of a silent server.</summary>
    public SimulatedProcess Process { get; }

    /// <summary>The way to it without faults and without delay. Clients of simulated processes do not go it.</summary>
    public ITransport Transport { get; }

    /// <summary>How far the tree has come.</summary>
    public Zxid LastZxid => _ensemble.LastZxid;

    /// <summary>Sessions that stand.</summary>
    public int SessionCount => _ensemble.SessionCount;

    /// <summary>Watches that are armed.</summary>
    public int WatchCount => _ensemble.WatchCount;

    internal UInt128 Digest => _ensemble.Digest;

    /// <summary>Every command, in order.</summary>
    internal IReadOnlyList<Command> Ordered => _log.Commands;

    /// <summary>Applies everything that was ordered to a second tree: what the ensemble should have answered.</summary>
    internal List<AppliedCommand> Apply(out UInt128 digest)
    {
        if (_applied.Count != _log.Commands.Count)
            (_applied, _appliedDigest) = ApplyAll();
        digest = _appliedDigest;
        return _applied;
    }

    private (List<AppliedCommand> Applied, UInt128 Digest) ApplyAll()
    {
        var tree = new ZnodeTree(_settings);
        var applied = new List<AppliedCommand>(_log.Commands.Count);
        foreach (Command command in _log.Commands)
        {
            var changes = new List<Change>();
            applied.Add(new AppliedCommand(command, tree.Apply(command, changes), changes));
        }

        return (applied, tree.Digest);
    }

    private sealed class DirectTransport(CoordinationEnsemble ensemble, ConnectionOrigin origin) : ITransport
    {
        public ITransportConnection Open(IConnectionSink sink) => ensemble.Accept(sink, origin);
    }
}
