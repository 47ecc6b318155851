namespace Coordination.Transports;

/// <summary>
/// How requests travel: the one seam that every recipe runs on. Synchronous, so that it can be simulated and costs
/// nothing in process.
/// </summary>
public interface ITransport
{
    /// <summary>Starts to connect and waits for nothing; what comes of it is told to <paramref name="sink"/>.</summary>
    ITransportConnection Open(IConnectionSink sink);
}
