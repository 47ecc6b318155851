using Coordination.Requests;
using FsCheck;
using FsCheck.Fluent;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>Scripts out of FsCheck, and their shrinking: fewer steps, never other steps.</summary>
internal static class ScriptGenerator
{
    private const int Slots = 3;

    /// <summary>What clients and servers before 3.9 know too.</summary>
    private static readonly WatcherType[] KnownByAll = [WatcherType.Children, WatcherType.Data, WatcherType.Any];

    /// <summary>Schemes that are none, or that credentials cannot prove on a connection without TLS.</summary>
    private static readonly string[] ProvingNothing = ["nobody", "world", "super", "x509", "sasl"];

    private static Gen<int> Slot =>
        Gen.Frequency((5, Gen.Constant(0)), (3, Gen.Constant(1)), (1, Gen.Choose(0, Slots - 1)));

    private static IEnumerable<CreateMode> Sequential =>
        Enum.GetValues<CreateMode>().Where(mode => mode.IsSequential());

    private static Gen<bool> Coin => Gen.Elements(true, false);

    private static Gen<bool> Rarely => Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)));

    public static Arbitrary<Script> Scripts(ScriptOptions options) => Arb.From(Generate(options), Shrink);

    private static Gen<Script> Generate(ScriptOptions options)
    {
        Gen<Step[]> few = Gen.Frequency([.. Any(options), .. options.IsForOurs ? OursOnly(options) : ServersOnly]);
        return
            from length in Gen.Choose(1, options.Length)
            from steps in Gen.ArrayOf(few, length)
            select new Script([new Step.Connect(0, options.IsForOurs, false), .. steps.SelectMany(each => each)]);
    }

    private static IEnumerable<Script> Shrink(Script script)
    {
        IReadOnlyList<Step> steps = script.Steps;
        for (int size = steps.Count / 2; size > 0; size /= 2)
        {
            for (int from = 0; from + size <= steps.Count; from += size)
                yield return new Script([.. steps.Take(from), .. steps.Skip(from + size)]);
        }
    }

    private static IEnumerable<(int Weight, Gen<Step[]> Steps)> Any(ScriptOptions options) =>
    [
        (4, One(
            from slot in Slot
            from remembers in Coin
            select (Step)new Step.Connect(slot, remembers, WrongPassword: false))),
        (2, One(
            from slot in Slot
            select (Step)new Step.Close(slot))),
        (4, One(
            from slot in Slot
            from who in Gen.Elements(Credentials(options))
            select (Step)new Step.Prove(slot, who))),
        (45, One(
            from slot in Slot
            from write in DraftGenerator.Writes(options)
            select (Step)new Step.Send(slot, write, Stale: false))),
        (22, One(
            from slot in Slot
            from read in DraftGenerator.Reads(options)
            select (Step)new Step.Send(slot, read, Stale: false))),
        (6, One(
            from slot in Slot
            from path in PathGenerator.Any
            from mode in Gen.Elements(Enum.GetValues<AddWatchMode>())
            select (Step)new Step.AddWatch(slot, path, mode))),
        (4, One(
            from slot in Slot
            from path in PathGenerator.Any
            from type in Gen.Elements(options.IsForOurs ? Enum.GetValues<WatcherType>() : KnownByAll)
            from onlyAsks in Coin
            select (Step)new Step.Unwatch(slot, path, type, onlyAsks))),
        (2, QuotaGenerator.Quotas(options, Slot)),
        (1, from slot in Slot from depth in Gen.Choose(2, 12) select Episodes.Descent(slot, depth)),
        (1, from slot in Slot from write in DraftGenerator.Writes(options) select Episodes.Childless(slot, write)),
        (1, from slot in Slot from mode in Gen.Elements(Sequential) select Episodes.Taken(slot, mode)),
    ];

    /// <summary>A tree alone knows no connections: none that could come back, or be asked.</summary>
    private static IEnumerable<(int Weight, Gen<Step[]> Steps)> ServersOnly =>
    [
        (2, One(
            from slot in Slot
            from seen in PathGenerator.Any
            from count in Gen.Choose(0, 5)
            from watches in Gen.ArrayOf(Watch, count)
            select (Step)new Step.Return(slot, seen, watches))),
        (1, One(
            from slot in Slot
            from scheme in Gen.Elements(ProvingNothing)
            select (Step)new Step.Pretend(slot, scheme))),
        (4, One(
            from slot in Slot
            from question in Gen.Elements(Enum.GetValues<Question>())
            from path in PathGenerator.Any
            select (Step)new Step.Ask(slot, question, path))),
    ];

    private static Gen<WatchChoice> Watch =>
        from path in PathGenerator.Any
        from list in Gen.Elements(Enum.GetValues<WatchList>())
        select new WatchChoice(path, list);

    private static IEnumerable<(int Weight, Gen<Step[]> Steps)> OursOnly(ScriptOptions options) =>
    [
        (1, One(
            from slot in Slot
            from wrong in Coin
            select (Step)new Step.Connect(slot, RemembersAnswers: true, wrong))),
        (1, One(
            from slot in Slot
            from outdated in Coin
            select (Step)new Step.Expire(slot, outdated))),
        (1, One(
            from slot in Slot
            from write in DraftGenerator.Writes(options)
            select (Step)new Step.Send(slot, write, Stale: true))),
        (2, One(
            from slot in Slot
            select (Step)new Step.Retry(slot))),
        (1, One(
            from slot in Slot
            select (Step)new Step.Acknowledge(slot))),
        (1, One(
            from slot in Slot
            from kind in Gen.Elements(Enum.GetValues<Haunting>())
            from write in DraftGenerator.Writes(options)
            select (Step)new Step.Haunt(slot, kind, write))),
        (3, One(
            from path in PathGenerator.Any
            from expired in Coin
            from outdated in Rarely
            select (Step)new Step.Reap(path, expired, outdated))),
        (2, from slot in Slot from outdated in Rarely select Episodes.Emptied(slot, outdated)),
        (2, from slot in Slot
            from outdated in Rarely
            from ms in Gen.Choose(8, 12)
            select Episodes.Expired(slot, outdated, ms)),
        (1, One(Gen.Constant((Step)new Step.Restore()))),
        (3, One(
            from ms in Gen.Elements(1, 9, 10, 11, 1_000)
            select (Step)new Step.Pass(ms))),
    ];

    private static Credential[] Credentials(ScriptOptions options) => options.IsForOurs
        ? [Credential.Alice, Credential.Alice, Credential.Bob, Credential.Carol, Credential.Super]
        : [Credential.Alice, Credential.Alice, Credential.Bob, Credential.Super];

    private static Gen<Step[]> One(Gen<Step> step) => step.Select(each => new[] { each });
}
