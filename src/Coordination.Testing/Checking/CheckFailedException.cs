namespace Coordination.Testing;

/// <summary>A history breaks a promise.</summary>
public sealed class CheckFailedException : Exception
{
    /// <summary>Says which promise and how it was broken.</summary>
    public CheckFailedException(string message)
        : base(message)
    {
    }
}
