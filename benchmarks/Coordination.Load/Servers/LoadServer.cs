using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Coordination.Load.Raw;

namespace Coordination.Load.Servers;

/// <summary>A server under load. Dispose it, and it is gone with everything it had.</summary>
internal sealed class LoadServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    // ZooKeeper takes connections before it serves, and never answers some of those.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    private readonly Process? _process;

    private LoadServer(string name, IPEndPoint endPoint, Process? process)
    {
        Name = name;
        EndPoint = endPoint;
        _process = process;
    }

    /// <summary>By which reports name it.</summary>
    public string Name { get; }

    public IPEndPoint EndPoint { get; }

    /// <summary>Its process; null where it was not started here.</summary>
    public int? ProcessId => _process?.Id;

    /// <summary>How long it took from the start of the process until a session stood.</summary>
    public TimeSpan StartedIn { get; private set; }

    /// <summary>One that runs already.</summary>
    public static LoadServer At(IPEndPoint endPoint) => new(endPoint.ToString(), endPoint, process: null);

    /// <summary>Starts one on a free port of the loopback address, and waits until it gives a session.</summary>
    public static async Task<LoadServer> StartAsync(ServerKind kind, ServerOptions options)
    {
        string parent = kind == ServerKind.ZooKeeperInMemory ? options.MemoryData : options.ZooKeeperData;
        DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(parent, $"coordination-load-{Guid.NewGuid():N}"));
        var endPoint = new IPEndPoint(IPAddress.Loopback, FreePort());
        ProcessStartInfo start = ServerProgram.Of(kind, options, endPoint.Port, folder.FullName);
        long began = Stopwatch.GetTimestamp();
        Process process = Children.Start(start, folder);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new LoadServer(NameOf(kind, parent), endPoint, process);
        if (!server.WaitForSession(began))
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"{kind} did not start.");
        }

        server.StartedIn = Stopwatch.GetElapsedTime(began);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await Children.EndAsync(_process);
    }

    private static string NameOf(ServerKind kind, string data) => kind switch
    {
        ServerKind.Ours => "ours",
        ServerKind.OursAot => "ours, AOT",
        _ => $"ZooKeeper on {data.TrimEnd('/')}",
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // On this thread and often, as the time until then is measured.
    private bool WaitForSession(long began)
    {
        byte[] greeting = RawConnection.Greeting();
        while (_process is { HasExited: false } && Stopwatch.GetElapsedTime(began) < StartTimeout)
        {
            try
            {
                RawConnection.OpenSession(EndPoint, greeting, patience: Patience).Dispose();
                return true;
            }
            catch (Exception notYet) when (notYet is SocketException or IOException)
            {
                Thread.Sleep(1);
            }
        }

        return false;
    }
}
