namespace Coordination.Recipes.Contenders;

/// <summary>Where a contender stands in its line.</summary>
/// <param name="State">Whether it is its turn.</param>
/// <param name="Watch">
/// While it has to wait: the znodes to watch, of which at least one goes before it can be its turn.
/// </param>
internal readonly record struct QueueDecision(QueueState State, IReadOnlyList<string> Watch)
{
    public static QueueDecision Granted => new(QueueState.Granted, []);

    public static QueueDecision Gone => new(QueueState.Gone, []);

    public static QueueDecision Wait(params IReadOnlyList<string> watch) => new(QueueState.Waits, watch);
}
