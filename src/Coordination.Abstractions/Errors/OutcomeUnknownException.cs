namespace Coordination;

/// <summary>The request may have happened, or may yet: its answer was lost. Read before you write again.</summary>
public sealed class OutcomeUnknownException : CoordinationException
{
    /// <summary>Says why and about which path.</summary>
    public OutcomeUnknownException(ErrorCode code, ZPath? path = null, Exception? inner = null)
        : base(code, path, Describe("The outcome is unknown", code, path), inner)
    {
    }
}
