namespace Coordination.Ensemble.Connections;

/// <summary>A request that waits for its turn.</summary>
internal abstract class QueuedRequest
{
    /// <summary>Takes the request as if it came now.</summary>
    public abstract void Take(RequestLine line);

    /// <summary>Answers a request that needs no log, when the writes before it are applied.</summary>
    public abstract void Answer(RequestLine line);
}
