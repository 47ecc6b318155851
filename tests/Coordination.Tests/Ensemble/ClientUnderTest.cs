using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Ensemble;

/// <summary>One connection and its numbering of requests.</summary>
internal sealed class ClientUnderTest
{
    private readonly SteppedTime _time;
    private int _xid;

    public ClientUnderTest(SteppedTime time, Func<IConnectionSink, ITransportConnection> open)
    {
        _time = time;
        Connection = open(Sink);
    }

    public RecordingSink Sink { get; } = new();

    public ITransportConnection Connection { get; }

    public SessionId Session => Sink.Connected!.Value.Session; // Not null: tests ask when it is connected.

    public SessionPassword Password => Sink.Connected!.Value.Password; // Not null: as above.

    public ClientUnderTest Connect(ConnectRequest request)
    {
        Connection.Connect(request);
        _time.RunPosted();
        return this;
    }

    /// <summary>Sends a request, and runs nothing.</summary>
    public int Send<T>(T request)
        where T : struct, IRequest
    {
        Connection.Send(new RequestHeader(++_xid, 0), request);
        return _xid;
    }

    /// <summary>Sends a request and waits for its answer.</summary>
    public Answer<Response> Call<T>(T request)
        where T : struct, IRequest
    {
        int xid = Send(request);
        _time.RunPosted();
        return Sink.Answers.Single(answer => answer.Xid == xid).Answer;
    }

    /// <summary>Tries to have a request answered at once.</summary>
    public Answer<R>? TryExecute<T, R>(T request)
        where T : struct, IRequest<R>
        where R : Response =>
        Connection.TryExecute(new RequestHeader(++_xid, 0), request, out Answer<R> answer) ? answer : null;

    public Answer<Response> Create(
        string path, CreateMode mode = CreateMode.Persistent, IReadOnlyList<Acl>? acl = null, byte[]? data = null) =>
        Call(new CreateRequest(path, data ?? [], acl ?? Acl.Open, mode));

    public Answer<Response> Set(string path, params byte[] data) => Call(new SetDataRequest(path, data, -1));

    public Answer<Response> Delete(string path) => Call(new DeleteRequest(path, -1));
}
