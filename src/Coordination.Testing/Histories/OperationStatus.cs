namespace Coordination.Testing;

/// <summary>What its caller knows of an operation.</summary>
public enum OperationStatus
{
    /// <summary>
    /// It has not returned, or its outcome is unknown: it may take effect at any time after its invocation, or never.
    /// </summary>
    Open,

    /// <summary>It was answered, by a result or by a refusal that says something of the state.</summary>
    Answered,

    /// <summary>It did not happen, and says nothing.</summary>
    NotDone,
}
