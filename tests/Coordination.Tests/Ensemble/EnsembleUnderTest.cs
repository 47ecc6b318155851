using Coordination.Ensemble;
using Coordination.Transports;
using Coordination.Transports.InMemory;
using Coordination.Tree;

namespace Coordination.Tests.Ensemble;

/// <summary>An ensemble on the test's own thread, and clients that speak to it without a client library.</summary>
internal sealed class EnsembleUnderTest
{
    public EnsembleUnderTest(Action<EnsembleOptions>? configure = null, Func<SteppedTime, ICommandLog>? log = null)
    {
        byte drawn = 0;
        var options = new EnsembleOptions { TimeProvider = Time, DrawRandom = bytes => bytes.Fill(++drawn) };
        configure?.Invoke(options);
        Ensemble = new CoordinationEnsemble(new ZnodeTree(), log?.Invoke(Time) ?? new VolatileLog(Time), options);
    }

    public SteppedTime Time { get; } = new();

    public CoordinationEnsemble Ensemble { get; }

    /// <summary>A connection that has not asked for a session.</summary>
    public ClientUnderTest Accept(ConnectionOrigin? origin = null)
    {
        var client = new ClientUnderTest(Time, sink => Ensemble.Accept(sink, origin ?? ConnectionOrigin.InProcess));
        Time.RunPosted();
        return client;
    }

    /// <summary>A client with a new session.</summary>
    public ClientUnderTest Connect(int timeoutMs = 10_000, ConnectionOrigin? origin = null) =>
        Accept(origin).Connect(
            new ConnectRequest(SessionId.None, default, timeoutMs, Zxid.None, AcceptsReadOnly: false));

    /// <summary>A client that takes the session of another up.</summary>
    public ClientUnderTest Reconnect(ClientUnderTest lost, Zxid? seen = null) => Accept().Connect(new ConnectRequest(
        lost.Session, lost.Password, 10_000, seen ?? Zxid.None, AcceptsReadOnly: false));

    /// <summary>Lets time pass, tick by tick.</summary>
    public void Pass(int milliseconds) =>
        Time.Pass(TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(10));
}
