namespace Coordination.Protocol;

/// <summary>Whether received bytes begin with a whole frame.</summary>
public enum FrameStatus
{
    /// <summary>They do.</summary>
    Complete,

    /// <summary>They may, once more has arrived.</summary>
    NeedMore,

    /// <summary>They never will: the length is negative or above the limit. The connection cannot go on.</summary>
    Malformed,
}
