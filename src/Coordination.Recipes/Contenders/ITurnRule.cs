namespace Coordination.Recipes.Contenders;

/// <summary>Says when it is a contender's turn.</summary>
internal interface ITurnRule
{
    /// <summary>
    /// Looks where a contender stands. While others come first, everything is armed whose change may make it its turn;
    /// null where that has changed already: look again.
    /// </summary>
    ValueTask<QueueState?> LookAsync(Contender mine, WatchSet watches, CancellationToken cancellationToken);
}
