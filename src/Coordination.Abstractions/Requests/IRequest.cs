namespace Coordination.Requests;

/// <summary>
/// What a client asks of an ensemble: one immutable value type per operation, named after <c>zookeeper.jute</c>.
/// </summary>
public interface IRequest
{
    /// <summary>The operation.</summary>
    OpCode OpCode { get; }
}

