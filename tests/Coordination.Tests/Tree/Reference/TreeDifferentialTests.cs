using Coordination.Requests;
using Coordination.Testing.Contracts;
using Coordination.Tests.Tree.Reference.Model;
using Coordination.Tests.Tree.Reference.Scripts;
using FsCheck;
using FsCheck.Fluent;

namespace Coordination.Tests.Tree.Reference;

/// <summary>
/// The product's tree and watch table against the model: the same scripts, every answer, stat, change and event
/// compared. A failure prints the seed and the shortest script that shows it.
/// </summary>
public sealed class TreeDifferentialTests
{
    private const int ScriptsPerScale = 1_000;

    private static readonly ScriptOptions Ours = new(IsForOurs: true, Length: 60);

    private static readonly ScriptOptions Servers = new(IsForOurs: false, Length: 60);

    private static int Scale =>
        int.TryParse(Environment.GetEnvironmentVariable("COORDINATION_TEST_SCALE"), out int scale)
            ? Math.Max(scale, 1)
            : 1;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_tree_answers_as_the_model(bool enforceQuota) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(ScriptsPerScale * Scale),
        Prop.ForAll(ScriptGenerator.Scripts(Ours), script =>
        {
            string? difference = TreePlay.FindDifference(script, enforceQuota);
            return (difference is null).Label(difference ?? "");
        }));

    /// <summary>The whole way of a request: connections, sessions, watches, and what a client missed.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_ensemble_answers_as_the_model(bool enforceQuota) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(ScriptsPerScale * Scale),
        Prop.ForAll(ScriptGenerator.Scripts(Servers), script =>
        {
            var renaming = new Renaming();
            var runner = new ScriptRunner(
                new ModelSubject(ModelRules.Ours, enforceQuota),
                new EnsembleSubject(enforceQuota, renaming),
                (model, ensemble) => OutcomeComparison.Of(model, renaming.Apply(model, ensemble)));
            string? difference = runner.Run(script);
            return (difference is null).Label(difference ?? "");
        }));

    /// <summary>
    /// A differential is worth what its scripts reach: every operation, with every answer it can have.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Scripts_reach_every_outcome_of_every_operation(bool isForOurs)
    {
        HashSet<string> reached = [];
        Reach(isForOurs, reached, []);

        IEnumerable<string> reachable = [.. Reachable, .. isForOurs ? ReachableOnOurs : ReachableOnServers];
        Assert.Empty(reachable.Except(reached));
    }

    [Fact]
    public void Scripts_send_every_operation_that_there_is()
    {
        HashSet<(OpCode OpCode, ErrorCode Code)> met = [];
        Reach(isForOurs: true, [], met);
        Reach(isForOurs: false, [], met);

        IEnumerable<OpCode> sent = met.Select(each => each.OpCode);
        Assert.Equal(Unsent.Keys.Order(), Enum.GetValues<OpCode>().Except(sent).Order());
    }

    /// <summary>What an ensemble answers to scripts is what the contract says that it may answer.</summary>
    [Fact]
    public void Scripts_meet_no_error_that_the_contract_does_not_know()
    {
        HashSet<(OpCode OpCode, ErrorCode Code)> met = [];
        Reach(isForOurs: false, [], met);

        IEnumerable<Refusal> refusals =
            from each in met
            where each.Code is not (ErrorCode.Ok or ErrorCode.RuntimeInconsistency)
            select new Refusal(Newest(each.OpCode), each.Code);
        Assert.Empty(refusals.Except(ContractTable.Refusals));
    }

    // The older form of a request is read as the newer one.
    private static OpCode Newest(OpCode operation) =>
        operation == OpCode.GetChildren ? OpCode.GetChildren2 : operation;

    /// <summary>What no script sends, and why.</summary>
    private static IReadOnlyDictionary<OpCode, string> Unsent { get; } = new Dictionary<OpCode, string>
    {
        [OpCode.Notification] = "Servers send it: the events that every step compares.",
        [OpCode.Error] = "It stands for the operations of a multi that failed, whose codes every step compares.",
        [OpCode.Ping] = "Clients send it by themselves, and tell nobody of its answer.",
        [OpCode.Sasl] = "The wire's own, in steps that depend on each other: SaslTests play it with real clients.",
    };

    private static void Reach(
        bool isForOurs, HashSet<string> reached, HashSet<(OpCode OpCode, ErrorCode Code)> operations)
    {
        var options = new ScriptOptions(isForOurs, Length: 50);
        foreach (Script script in ScriptGenerator.Scripts(options).Generator.Sample(3_000, new Rnd(2026, 9), 50))
        {
            var model = new ModelSubject(ModelRules.Ours, enforceQuota: true);
            var again = new ReachRecorder(
                new ModelSubject(ModelRules.Ours, enforceQuota: true), reached, operations);
            Assert.Null(new ScriptRunner(model, again, OutcomeComparison.Of).Run(script));
        }
    }

    private static IEnumerable<string> Reachable =>
    [
        .. Outcomes("CreateSession", "Ok"),
        .. Outcomes("CloseSession", "Ok"),
        .. Creates("Persistent", "BadArguments NodeExists"),
        .. Creates("Ephemeral", "BadArguments NodeExists"),
        .. Creates("Container", "BadArguments NodeExists"),
        .. Creates("PersistentWithTtl", "BadArguments NodeExists"),
        .. Creates("PersistentSequential", "NodeExists"),
        .. Creates("EphemeralSequential", ""),
        .. Creates("PersistentSequentialWithTtl", "BadArguments"),
        .. Outcomes("Delete", "Ok BadArguments NoNode NoAuth BadVersion NotEmpty"),
        .. Outcomes("SetData", "Ok NoNode NoAuth QuotaExceeded BadVersion"),
        .. Outcomes("SetAcl", "Ok InvalidAcl NoNode NoAuth BadVersion"),
        .. Outcomes("Multi", "Ok BadArguments InvalidAcl NoNode NoAuth NodeExists NoChildrenForEphemerals"),
        .. Outcomes("Multi", "QuotaExceeded BadVersion NotEmpty"),
        .. Outcomes("Multi of Create", "Ok InvalidAcl NoNode NoAuth NodeExists NoChildrenForEphemerals"),
        .. Outcomes("Multi of Create", "QuotaExceeded RuntimeInconsistency"),
        .. Outcomes("Multi of Delete", "Ok BadArguments NoNode NoAuth BadVersion NotEmpty RuntimeInconsistency"),
        .. Outcomes("Multi of SetData", "Ok NoNode NoAuth BadVersion RuntimeInconsistency"),
        .. Outcomes("Multi of CheckVersion", "Ok NoNode NoAuth BadVersion RuntimeInconsistency"),
        .. Outcomes("Exists", "Ok NoNode NoAuth"),
        .. Outcomes("GetData", "Ok NoNode NoAuth"),
        .. Outcomes("GetChildren", "Ok NoNode NoAuth"),
        .. Outcomes("GetAcl", "Ok NoNode NoAuth"),
        .. Outcomes("GetAllChildrenNumber", "Ok NoNode NoAuth"),
        .. Outcomes("GetEphemerals", "Ok"),
        .. Outcomes("ListNames", "Ok NoNode NoAuth"),
        .. Outcomes("MultiRead", "Ok"),
        .. Outcomes("MultiRead of GetData", "Ok NoNode NoAuth"),
        .. Outcomes("MultiRead of GetChildren", "Ok NoNode NoAuth"),
        .. Outcomes("Auth", "Ok"),
        .. Outcomes("AddWatch", "Ok"),
        .. Outcomes("CheckWatches", "Ok NoWatcher"),
        .. Outcomes("RemoveWatches", "Ok NoWatcher"),
        .. Outcomes("event", "NodeCreated NodeDeleted NodeDataChanged NodeChildrenChanged"),
    ];

    private static IEnumerable<string> ReachableOnOurs =>
    [
        .. Outcomes("AttachSession", "Ok SessionExpired"),
        .. Outcomes("ExpireSession", "Ok SessionMoved"),
        .. Outcomes("Write after the end", "SessionExpired"),
        .. Outcomes("Close after the end", "SessionExpired"),
        .. Outcomes("Attach after the end", "SessionExpired"),
        .. Outcomes("Expire after the end", "SessionExpired"),
        .. Outcomes("Persistent", "SessionMoved"),
        .. Outcomes("Delete", "SessionMoved"),
        .. Outcomes("SetData", "BadArguments SessionMoved"),
        .. Outcomes("SetAcl", "SessionMoved"),
        .. Outcomes("Multi", "SessionMoved"),
        .. Outcomes("Multi of Create", "BadArguments"),
        .. Outcomes("Multi of SetAcl", "BadArguments"),
        .. Outcomes("Multi of GetData", "BadArguments"),
        .. Outcomes("Multi of Multi", "BadArguments"),
        .. Outcomes("MultiRead of Exists", "BadArguments"),
        .. Outcomes("MultiRead of Delete", "BadArguments"),
        .. Outcomes("CheckVersion", "Unimplemented SessionMoved"),
        .. Outcomes("DeleteIfStillEmpty", "Ok NoNode NotEmpty BadVersion"),
        .. Outcomes("DeleteIfExpired", "Ok NoNode NotEmpty BadVersion"),
    ];

    private static IEnumerable<string> ReachableOnServers =>
    [
        .. Outcomes("Auth", "AuthFailed"),
        .. Outcomes("Sync", "Ok"),
        .. Outcomes("WhoAmI", "Ok"),
        .. Outcomes("Reconfig", "ReconfigDisabled"),
        .. Outcomes("SetWatches", "Ok"),
        .. Outcomes("caught up", "NodeCreated NodeDeleted NodeDataChanged NodeChildrenChanged"),
    ];

    private static IEnumerable<string> Creates(string mode, string others) =>
        Outcomes(mode, "Ok InvalidAcl NoNode NoAuth NoChildrenForEphemerals QuotaExceeded " + others);

    private static IEnumerable<string> Outcomes(string operation, string codes) =>
        codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => $"{operation} {code}");
}
