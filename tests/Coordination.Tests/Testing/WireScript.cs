using Coordination.Requests;
using Coordination.Testing;
using Coordination.Transports;

namespace Coordination.Tests.Testing;

/// <summary>What passed on connections, written down by a test: for checkers that judge it.</summary>
internal sealed class WireScript
{
    private readonly WireHistory _wire;
    private TimeSpan _now;

    public WireScript() => _wire = new WireHistory(() => _now);

    public IReadOnlyList<ObservedConnection> Connections => _wire.Connections;

    /// <summary>Sets the clock, seconds since the beginning.</summary>
    public WireScript At(double seconds)
    {
        _now = TimeSpan.FromSeconds(seconds);
        return this;
    }

    /// <summary>A connection on which a session stands.</summary>
    public ScriptedWireConnection Connect(string process = "a", long session = 1, int timeoutMs = 10_000)
    {
        var connection =
            new ObservedConnection(new ConnectionRecorder(new EchoTransport(), process, _wire), new RecordingSink());
        _wire.Connections.Add(connection);
        connection.OnConnected(new ConnectResponse(
            new SessionId(session), default, timeoutMs, IsReadOnly: false, RemembersAnswers: true, Zxid.None));
        return new ScriptedWireConnection(this, connection);
    }

    internal sealed class ScriptedWireConnection(WireScript script, ObservedConnection connection)
    {
        public ObservedConnection Observed => connection;

        public ScriptedWireConnection Send(int xid, IRequest request) =>
            Add(ObservationKind.Sent, xid, request);

        public ScriptedWireConnection Answer(
            int xid, long zxid, Response? body = null, ErrorCode code = ErrorCode.Ok) =>
            Add(ObservationKind.Answered, xid, answer: new Answer<Response>(new Zxid(zxid), code, body));

        public ScriptedWireConnection See(WatchEvent change) => Add(ObservationKind.Event, change: change);

        private ScriptedWireConnection Add(
            ObservationKind kind,
            int xid = 0,
            IRequest? request = null,
            Answer<Response> answer = default,
            WatchEvent? change = null)
        {
            connection.Observations.Add(new Observation(
                kind, script._wire.TakeIndex(), script._wire.Now, xid, request, answer, change));
            return this;
        }
    }
}
