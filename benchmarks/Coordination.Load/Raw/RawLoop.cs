using System.Diagnostics;
using Coordination.Load.Measuring;

namespace Coordination.Load.Raw;

/// <summary>One thread that serves all connections of a load.</summary>
internal sealed class RawLoop(IRawWorkload workload, LoadWindow window) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly Epoll _epoll = new();
    private readonly Epoll _nothing = new();
    private readonly List<RawConnection?> _connections = [];
    private readonly Stack<int> _free = new();

    /// <summary>Takes a connection in.</summary>
    public void Add(RawConnection connection)
    {
        if (_free.TryPop(out int key))
        {
            _connections[key] = connection;
        }
        else
        {
            key = _connections.Count;
            _connections.Add(connection);
        }

        connection.Key = key;
        _epoll.Watch(connection.Socket, key);
    }

    /// <summary>Ends a connection.</summary>
    public void Remove(RawConnection connection)
    {
        _connections[connection.Key] = null;
        _free.Push(connection.Key);
        connection.Dispose();
    }

    /// <summary>
    /// Sends what a connection has to send, and goes on by itself when the socket does not take it all.
    /// </summary>
    public void Send(RawConnection connection)
    {
        if (connection.IsBlocked)
            connection.Flush();
        if (connection.IsBlocked)
            _epoll.WatchForRoom(connection.Socket, connection.Key, isWanted: true);
    }

    /// <summary>Runs on a thread of its own until the window is over.</summary>
    public Task RunAsync() => Task.Factory.StartNew(Run, TaskCreationOptions.LongRunning);

    public void Dispose()
    {
        foreach (RawConnection? connection in _connections)
            connection?.Dispose();
        _epoll.Dispose();
        _nothing.Dispose();
    }

    private void Run()
    {
        long lastTick = Stopwatch.GetTimestamp();
        while (!window.IsOver)
        {
            int ready = _epoll.Wait(PauseAfter(lastTick));
            long now = Stopwatch.GetTimestamp();
            for (int i = 0; i < ready; i++)
                Serve(_epoll.Ready(i), now);
            if (workload.Tick is { } tick && Stopwatch.GetElapsedTime(lastTick, now) >= tick)
            {
                lastTick = now;
                workload.OnTick(now);
            }

            if (workload.Rest is { } rest && ready > 0)
                _nothing.Wait(rest);
        }
    }

    private TimeSpan PauseAfter(long lastTick)
    {
        if (workload.Tick is not { } tick)
            return Patience;
        TimeSpan left = tick - Stopwatch.GetElapsedTime(lastTick);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void Serve((int Key, bool HasRoom) ready, long now)
    {
        if (_connections[ready.Key] is not { } connection)
            return; // Ended by what came before it in the same turn.
        if (ready.HasRoom)
        {
            connection.Flush();
            if (!connection.IsBlocked)
                _epoll.WatchForRoom(connection.Socket, connection.Key, isWanted: false);
        }

        if (connection.Receive())
            workload.OnReceived(connection, now);
        else
            workload.OnEnded(connection);
    }
}
