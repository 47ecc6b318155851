using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Ensemble.Connections;

/// <summary>
/// Hands what is in a connection's outbox to its sink: one posted item at a time, and no more than a bounded number
/// of things before it queues again.
/// </summary>
internal sealed partial class Delivery(EnsembleConnection connection, ServingState state, IConnectionSink sink)
{
    /// <summary>
    /// Things handed over in one posted item, so that one busy connection does not keep a thread from the others.
    /// </summary>
    private const int Batch = 256;

    private volatile bool _isSilent;
    private SessionId _session;

    /// <summary>Tells the sink nothing any more but what is under way.</summary>
    public void Silence() => _isSilent = true;

    /// <summary>
    /// Delivers; nobody else does until this has left the outbox without a schedule, or posted itself again.
    /// </summary>
    public void Run()
    {
        int left = Batch;
        int answers = 0;
        while (true)
        {
            Span<OutboundItem> batch = Take(left, answers);
            if (batch.IsEmpty)
                break;
            answers = Deliver(batch);
            left -= batch.Length;
            batch.Clear(); // So that the outbox keeps nothing alive that was delivered.
            if (!_isSilent)
                sink.OnBatchEnd();
        }

        if (left == 0)
            state.Scheduler.Post(connection);
    }

    private Span<OutboundItem> Take(int most, int answersDelivered)
    {
        Span<OutboundItem> batch;
        EnsembleConnection? woken;
        lock (state.Gate)
        {
            connection.Line.OnDelivered(answersDelivered);
            if (connection.IsOverrun)
                connection.Close(CloseReason.Disconnected);
            batch = connection.Outbox.TakeBatch(most);
            if (batch.IsEmpty && most > 0)
                connection.Outbox.IsScheduled = false;
            woken = state.TakeWoken();
        }

        state.Wake(woken);
        return batch;
    }

    private int Deliver(ReadOnlySpan<OutboundItem> batch)
    {
        int answers = 0;
        foreach (OutboundItem item in batch)
        {
            switch (item.Body)
            {
                case WatchEvent or ConnectResponse:
                    break;
                case CloseReason why:
                    state.Forget(connection);
                    Log.ConnectionClosed(state.Logger, _session.Value, why);
                    break;
                default:
                    answers++;
                    break;
            }

            if (!_isSilent)
                Tell(item);
        }

        return answers;
    }

    private void Tell(in OutboundItem item)
    {
        try
        {
            switch (item.Body)
            {
                case WatchEvent change:
                    sink.OnEvent(change);
                    break;
                case ConnectResponse answer:
                    _session = answer.Session;
                    Log.SessionOpened(state.Logger, answer.Session.Value, answer.TimeoutMs);
                    sink.OnConnected(answer);
                    break;
                case CloseReason why:
                    sink.OnClosed(why);
                    break;
                default:
                    sink.OnAnswer(item.Xid, new Answer<Response>(item.Zxid, item.Code, (Response?)item.Body));
                    break;
            }
        }
        catch (Exception error)
        {
            // The top of the loop that owns the sink: a client that fails costs itself its connection.
            Log.SinkFailed(state.Logger, error, _session.Value);
            connection.Dispose();
        }
    }
}
