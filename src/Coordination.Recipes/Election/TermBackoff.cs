namespace Coordination.Recipes.Election;

/// <summary>How long a candidate whose work failed stays out: doubled each time, from the least to the most; from the
/// least again after a term that lasted longer than the most.</summary>
internal sealed class TermBackoff(TimeSpan least, TimeSpan most)
{
    private TimeSpan? _next;

    /// <summary>The delay after a term that failed.</summary>
    /// <param name="lasted">How long it was.</param>
    public TimeSpan Next(TimeSpan lasted)
    {
        if (lasted > most)
            Reset();
        TimeSpan delay = _next ?? least;
        _next = delay > most / 2 ? most : 2 * delay;
        return delay;
    }

    /// <summary>A term has ended well.</summary>
    public void Reset() => _next = null;
}
