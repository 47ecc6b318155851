namespace Coordination.Testing.Contracts;

/// <summary>A contract case does not hold.</summary>
public sealed class ContractBrokenException : Exception
{
    /// <summary>Says what was expected and what was found.</summary>
    public ContractBrokenException(string message)
        : base(message)
    {
    }
}
