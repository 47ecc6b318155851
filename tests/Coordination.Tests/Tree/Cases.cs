using FsCheck;
using FsCheck.Fluent;

namespace Coordination.Tests.Tree;

/// <summary>
/// Properties with as many cases as the test scale asks for; a failure prints the seed that replays it.
/// </summary>
internal static class Cases
{
    private static int Scale =>
        int.TryParse(Environment.GetEnvironmentVariable("COORDINATION_TEST_SCALE"), out int scale)
            ? Math.Max(scale, 1)
            : 1;

    public static void ForAll<T>(int cases, Action<T> holds) => Run(cases, Prop.ForAll(Draw<T>(), holds));

    public static void ForAll<T1, T2>(int cases, Action<T1, T2> holds) =>
        Run(cases, Prop.ForAll(Draw<T1>(), Draw<T2>(), holds));

    public static void ForAll<T1, T2, T3>(int cases, Action<T1, T2, T3> holds) =>
        Run(cases, Prop.ForAll(Draw<T1>(), Draw<T2>(), Draw<T3>(), holds));

    public static void Run(int cases, Property property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases * Scale).WithQuietOnSuccess(true), property);

    private static Arbitrary<T> Draw<T>() => ArbMap.Default.ArbFor<T>();
}
