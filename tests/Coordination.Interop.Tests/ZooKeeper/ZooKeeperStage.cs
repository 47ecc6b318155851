using Coordination.Tests.Tree.Reference.Model;
using Coordination.Tests.Tree.Reference.Scripts;

namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>
/// A server, the real one or ours, that the Java client talks to, and the model beside it. Scripts are played one after
/// the other on the same pair, which is swept clean in between by requests that are compared too; after a difference
/// both start afresh, so that shrinking judges every script by itself.
/// </summary>
internal sealed class ZooKeeperStage(bool enforceQuota, Func<Task<StagedServer>> start) : IAsyncDisposable
{
    private const int SweeperSlot = 99;

    private StagedServer? _server;
    private ZooKeeperJavaClient? _client;
    private ModelSubject? _model;
    private ScriptRunner? _runner;
    private Renaming _renaming = new();

    /// <summary>With a real Apache ZooKeeper.</summary>
    public ZooKeeperStage(bool enforceQuota)
        : this(enforceQuota, () => StartRealAsync(enforceQuota))
    {
    }

    /// <summary>The rules of the server that plays, known once one has played.</summary>
    public ModelRules Rules { get; private set; } = ModelRules.Ours;

    /// <summary>Plays a script, then sweeps; says where model and server first differ, null where nowhere.</summary>
    public async Task<string?> PlayAsync(Script script)
    {
        (ModelSubject model, ScriptRunner runner) = await PairAsync();
        string? difference = runner.Run(script) ?? Sweep(model, runner);
        if (difference is not null)
            await DisposeAsync();
        return difference;
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
            await _client.DisposeAsync();
        if (_server is not null)
            await _server.Server.DisposeAsync();
        (_server, _client, _model, _runner) = (null, null, null, null);
    }

    private async Task<(ModelSubject Model, ScriptRunner Runner)> PairAsync()
    {
        if (_model is not null && _runner is not null)
            return (_model, _runner);

        _server = await start();
        _client = ZooKeeperJavaClient.Start(_server.ConnectString);
        _renaming = new Renaming();
        Rules = _server.Rules;
        _model = new ModelSubject(Rules, enforceQuota);
        _runner = new ScriptRunner(_model, new ZooKeeperSubject(_client, _renaming), Compare);
        return (_model, _runner);
    }

    private static async Task<StagedServer> StartRealAsync(bool enforceQuota)
    {
        ZooKeeperServer server = await ZooKeeperServer.StartAsync(
            new ZooKeeperServerOptions
            {
                SuperDigest = Credential.Super.Id.Id,
                EnforceQuota = enforceQuota,
                TickTimeMs = 2_000,
            });
        return new StagedServer(server, server.ConnectString, ModelRules.Of(server.Version));
    }

    private string? Compare(StepOutcome model, StepOutcome real) =>
        OutcomeComparison.Of(model, _renaming.Apply(model, real));

    /// <summary>Closes all sessions and deletes everything, children first.</summary>
    private static string? Sweep(ModelSubject model, ScriptRunner runner)
    {
        var steps = new List<Step>();
        steps.AddRange(model.Slots.Keys.Order().Select(slot => new Step.Close(slot)));
        steps.Add(new Step.Connect(SweeperSlot, RemembersAnswers: false, WrongPassword: false));
        steps.Add(new Step.Prove(SweeperSlot, Credential.Super));
        if (runner.Run(new Script(steps)) is { } difference)
            return $"Sweeping: {difference}";

        IEnumerable<Step> deletions = model.Tree.State.Paths.Except(new ModelState().Paths).Reverse()
            .Select(path => new Step.Send(SweeperSlot, DraftGenerator.Plain(DraftKind.Delete, path, []), Stale: false));
        steps = [.. deletions, new Step.Close(SweeperSlot)];
        return runner.Run(new Script(steps)) is { } late ? $"Sweeping: {late}" : null;
    }
}
