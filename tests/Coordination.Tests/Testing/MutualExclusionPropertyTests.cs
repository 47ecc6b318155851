using Coordination.Testing;
using Coordination.Tests.Tree;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;

namespace Coordination.Tests.Testing;

/// <summary>
/// The checker against an obviously right one: it writes down, at every moment at which anything is recorded, who holds
/// what, and looks through all of it afterwards.
/// </summary>
public sealed class MutualExclusionPropertyTests
{
    private const int Holders = 5;
    private static readonly string[] Resources = ["lock", "other"];

    [Fact]
    public void The_checker_agrees_with_one_that_looks_at_every_moment()
    {
        int broken = 0, cases = 0;
        Gen<Step[]> steps = Gen.Sized(size => Draw().ArrayOf(Math.Min(size, 20)));
        Cases.Run(4_000, Prop.ForAll(steps.ToArbitrary(), history =>
        {
            bool isBroken = NaiveFindsFault(history);
            Assert.Equal(isBroken, CheckerFindsFault(history));
            broken += isBroken ? 1 : 0;
            cases++;
        }));

        // Neither verdict is rare, or the comparison would show little.
        Assert.InRange(broken, cases / 10, cases * 9 / 10);
    }

    private static Gen<Step> Draw() =>
        from kind in Gen.Frequency(
            (3, Gen.Constant(Kind.Begin)), (4, Gen.Constant(Kind.Toggle)), (2, Gen.Constant(Kind.GiveBack)),
            (2, Gen.Constant(Kind.Record)))
        from holder in Gen.Choose(0, Holders - 1)
        from token in Gen.Choose(0, 3)
        select new Step(kind, holder, token);

    private static bool CheckerFindsFault(Step[] steps)
    {
        var history = new History(new FakeTimeProvider());
        var holdings = new Holding?[Holders];
        bool[] isProven = new bool[Holders];
        for (int i = 0; i < steps.Length; i++)
        {
            int holder = steps[i].Holder;
            switch (steps[i].Kind)
            {
                case Kind.Begin:
                    holdings[holder] ??= history.Hold(
                        $"p{holder}", ResourceOf(holder), TokenAt(steps, i), () => isProven[holder]);
                    break;
                case Kind.Toggle:
                    isProven[holder] = !isProven[holder];
                    break;
                case Kind.GiveBack:
                    holdings[holder]?.Dispose();
                    break;
                default:
                    history.Invoke("p", "key", "anything");
                    break;
            }
        }

        return Record.Exception(() => new HistoryChecks(history).MutualExclusion()) switch
        {
            null => false,
            CheckFailedException => true,
            { } other => throw other,
        };
    }

    private static bool NaiveFindsFault(Step[] steps) =>
        Resources.Any(resource => IsFaulty([.. Moments(steps, resource)]));

    // Broken: two at one moment, or a token that was first seen after one that is not below it.
    private static bool IsFaulty(List<(int Holder, long Token)[]> moments)
    {
        long[] tokens = [.. moments.SelectMany(moment => moment).DistinctBy(held => held.Holder).Select(h => h.Token)];
        bool areTwoAtATime = moments.Exists(moment => moment.Length > 1);
        return areTwoAtATime || tokens.Zip(tokens.Skip(1)).Any(pair => pair.Second <= pair.First);
    }

    private static IEnumerable<(int Holder, long Token)[]> Moments(Step[] steps, string resource)
    {
        bool[] isProven = new bool[Holders];
        long?[] token = new long?[Holders];
        bool[] isGivenBack = new bool[Holders];
        for (int i = 0; i < steps.Length; i++)
        {
            (Kind kind, int holder, _) = steps[i];
            bool hasBegun = token[holder] is not null;
            if (kind == Kind.Toggle)
                isProven[holder] = !isProven[holder];
            bool isRecorded = kind switch
            {
                Kind.Begin => !hasBegun,
                Kind.GiveBack => hasBegun,
                Kind.Toggle => false,
                _ => true,
            };
            if (!isRecorded)
                continue;
            if (kind == Kind.Begin)
                token[holder] = TokenAt(steps, i);

            // Who gives back still holds at that moment.
            yield return
            [
                .. Enumerable.Range(0, Holders)
                    .Where(each => ResourceOf(each) == resource && isProven[each] && !isGivenBack[each])
                    .SelectMany(each => token[each] is { } held ? [(each, held)] : Array.Empty<(int, long)>()),
            ];
            isGivenBack[holder] |= kind == Kind.GiveBack;
        }
    }

    private static string ResourceOf(int holder) => Resources[holder < 3 ? 0 : 1];

    // Mostly growing, as a good lock's.
    private static long TokenAt(Step[] steps, int index) => (2 * index) - steps[index].Token;

    private enum Kind
    {
        Begin,
        Toggle,
        GiveBack,
        Record,
    }

    private readonly record struct Step(Kind Kind, int Holder, int Token);
}
