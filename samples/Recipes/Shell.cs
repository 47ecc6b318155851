using System.Runtime.InteropServices;
using Coordination.Samples.Recipes.CommandLine;
using Coordination.Samples.Recipes.Events;
using Coordination.Transports.InMemory;
using Coordination.Transports.Tcp.Client;

namespace Coordination.Samples.Recipes;

/// <summary>What surrounds every sub-command: the client, its connection events, and the end by a signal.</summary>
internal sealed class Shell(CommonOptions common, EventWriter events) : IDisposable
{
    private const int Failed = 1;
    private const int Unreachable = 3;

    // A signal ends the process within 2 s, whoever is waited for.
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(1.7);

    private readonly CancellationTokenSource _stop = new();
    private Timer? _lastMoment;
    private bool _isLost;

    public string Id => common.Id;

    public EventWriter Events => events;

    /// <summary>Cancelled by SIGTERM and SIGINT, and with <c>--once</c> by the loss of the session.</summary>
    public CancellationToken Stop => _stop.Token;

    public void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _lastMoment ??= new Timer(static _ => Environment.Exit(0), null, LastMoment, Timeout.InfiniteTimeSpan);
        _stop.Cancel();
    }

    public async Task<int> RunAsync(RecipeCommand command)
    {
        await using InMemoryEnsemble? own = common.Connect is null ? InMemoryEnsemble.Start() : null;
        await using CoordinationClient client = Connect(own);
        try
        {
            if (!await IsConnectedAsync(client))
                return _stop.IsCancellationRequested ? 0 : Unreachable;
            events.Write(new RecipeEvent { Event = "ready" });
            Task following = FollowConnectionAsync(client);
            int code = await command.RunAsync(this, client);
            return _isLost ? Failed : code;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return _isLost ? Failed : 0;
        }
        catch (Exception error) when (error is CoordinationException or InvalidOperationException or IOException)
        {
            Console.Error.WriteLine(error.Message);
            return Failed;
        }
    }

    /// <summary>Waits, but not past the stop: false where that came first.</summary>
    public async Task<bool> PauseAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(time <= TimeSpan.Zero ? Timeout.InfiniteTimeSpan : time, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _lastMoment?.Dispose();
        _stop.Dispose();
    }

    private CoordinationClient Connect(InMemoryEnsemble? own)
    {
        var options = new CoordinationClientOptions
        {
            SessionTimeout = common.SessionTimeout,
            CloseTimeout = CloseTimeout,
            Chroot = common.Connect?.Chroot ?? ZPath.Root,
            MaxReconnectDelay = TimeSpan.FromSeconds(1),
        };
        return CoordinationClient.Start([own?.Transport ?? new TcpTransport(common.Connect!)], options);
    }

    private async Task<bool> IsConnectedAsync(CoordinationClient client)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        if (common.Wait > TimeSpan.Zero)
            late.CancelAfter(common.Wait);
        try
        {
            await client.WaitForConnectionAsync(late.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            if (!_stop.IsCancellationRequested)
                Console.Error.WriteLine($"No server of '{common.Connect}' answers within {common.Wait}.");
            return false;
        }
    }

    private async Task FollowConnectionAsync(ICoordinationClient client)
    {
        ConnectionState seen = ConnectionState.Connected;
        try
        {
            await foreach (ConnectionChange change in client.WatchConnectionAsync(_stop.Token))
            {
                if (change.State == seen || Describe(change.State) is not { } state)
                    continue;
                seen = change.State;
                events.Write(new RecipeEvent { Event = "connection", State = state });
                if (seen == ConnectionState.Lost && common.Once)
                {
                    _isLost = true;
                    _stop.Cancel();
                }
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            // The process ends.
        }
    }

    private static string? Describe(ConnectionState state) => state switch
    {
        ConnectionState.Connected or ConnectionState.ConnectedReadOnly => "connected",
        ConnectionState.Suspended => "suspended",
        ConnectionState.Lost => "lost",
        _ => null,
    };
}
