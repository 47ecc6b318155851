using Coordination.Requests;
using Coordination.Transports;
using Coordination.Transports.InMemory;

namespace Coordination.Tests.Transports.InMemory;

/// <summary>What virtual time cannot show: real threads at one ensemble.</summary>
public class ConcurrencyTests
{
    private const int Threads = 4;
    private const int RequestsPerThread = 5_000;

    [Fact]
    public async Task Many_threads_find_every_session_in_order_and_no_write_lost()
    {
        await using var ensemble = InMemoryEnsemble.Start();
        OrderSink[] sinks = [.. Enumerable.Range(0, Threads).Select(_ => new OrderSink())];
        Thread[] threads = [.. sinks.Select((sink, index) => new Thread(() => Work(ensemble.Transport, sink, index)))];

        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();

        Assert.All(sinks, sink => Assert.Null(sink.Fault));
        var last = new OrderSink();
        using ITransportConnection connection = Connect(ensemble.Transport, last);
        Assert.True(connection.TryExecute(
            new RequestHeader(1, 0), new ExistsRequest("/"), out Answer<ExistsResponse> root));
        Assert.Equal(Threads * RequestsPerThread / 2, root.Body?.Stat.Version);
    }

    private static void Work(ITransport transport, OrderSink sink, int index)
    {
        using ITransportConnection connection = Connect(transport, sink);
        if (index % 2 == 0)
            connection.Send(sink.Next(), new AddWatchRequest("/", AddWatchMode.Persistent));
        for (int i = 0; i < RequestsPerThread; i++)
        {
            if (i % 2 == 0)
                Ask<SetDataRequest, SetDataResponse>(connection, sink, new SetDataRequest("/", default, -1));
            else
                Ask<ExistsRequest, ExistsResponse>(connection, sink, new ExistsRequest("/"));
        }

        sink.AwaitAnswers();
    }

    private static void Ask<T, R>(ITransportConnection connection, OrderSink sink, in T request)
        where T : struct, IRequest<R>
        where R : Response
    {
        RequestHeader header = sink.Next();
        if (connection.TryExecute(header, request, out Answer<R> answer))
            sink.OnAnswer(header.Xid, new Answer<Response>(answer.Zxid, answer.Code, answer.Body));
        else
            connection.Send(header, request);
    }

    private static ITransportConnection Connect(ITransport transport, OrderSink sink)
    {
        ITransportConnection connection = transport.Open(sink);
        connection.Connect(new ConnectRequest(SessionId.None, default, 40_000, Zxid.None, AcceptsReadOnly: false));
        sink.AwaitConnected(connection);
        return connection;
    }
}
