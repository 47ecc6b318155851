namespace Coordination;

/// <summary>The one question that an error answers: did it happen?</summary>
public enum Outcome
{
    /// <summary>It was carried out.</summary>
    Happened,

    /// <summary>It was not, and will not be.</summary>
    DidNotHappen,

    /// <summary>It may have been, or may yet be.</summary>
    MayHaveHappened,

    /// <summary>The session is gone, and all that it held.</summary>
    SessionGone,
}
