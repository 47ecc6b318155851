namespace Coordination.Recipes.Counters;

/// <summary>What came of a write that was not answered.</summary>
internal enum AttemptOutcome
{
    /// <summary>It took effect.</summary>
    Happened,

    /// <summary>It did not, and cannot any more.</summary>
    DidNotHappen,

    /// <summary>It has not taken effect, but may yet: the same may be written again, as only one of both can.</summary>
    Open,

    /// <summary>What would tell has been written over.</summary>
    Unknown,
}
