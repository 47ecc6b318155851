using System.Threading.Channels;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Transports.Tcp;

/// <summary>A client's end that keeps what it is told.</summary>
internal sealed class RecordingSink : IConnectionSink
{
    private readonly TaskCompletionSource<ConnectResponse> _connected = new();
    private readonly TaskCompletionSource<CloseReason> _closed = new();
    private readonly Channel<(int Xid, Answer<Response> Answer)> _answers =
        Channel.CreateUnbounded<(int Xid, Answer<Response> Answer)>();

    public Task<ConnectResponse> Connected => _connected.Task;

    public Task<CloseReason> Closed => _closed.Task;

    public ChannelReader<(int Xid, Answer<Response> Answer)> Answers => _answers.Reader;

    public void OnConnected(in ConnectResponse answer) => _connected.TrySetResult(answer);

    public void OnAnswer(int xid, in Answer<Response> answer) => _answers.Writer.TryWrite((xid, answer));

    public void OnEvent(WatchEvent change) => throw new InvalidOperationException("Nothing was watched.");

    public void OnClosed(CloseReason why) => _closed.TrySetResult(why);
}
