using System.Diagnostics;
using System.Globalization;
using Coordination.Transports.Tcp.Client;

namespace Coordination.Interop.Tests.Ensembles;

/// <summary>
/// A process of its own, made of this very program, whose client holds an ephemeral znode, and which says when it is
/// asked whether its session is still valid. It can be frozen, as a long pause of a virtual machine does.
/// </summary>
internal sealed class HolderProcess : IDisposable
{
    /// <summary>The first argument of a program that is to be one.</summary>
    public const string Command = "hold";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private HolderProcess(Process process) => _process = process;

    /// <summary>Starts one and waits until it holds the znode.</summary>
    public static async Task<HolderProcess> StartAsync(string servers, string path)
    {
        string program = typeof(HolderProcess).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", ["exec", program, Command, servers, path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var holder = new HolderProcess(Process.Start(start)!); // Not null: no shell is asked to start it.
        Assert.Equal("holding", await holder.ReadAsync());
        return holder;
    }

    /// <summary>Asks whether its session is valid: <c>valid</c> or <c>lost</c>.</summary>
    public async Task<string> AskAsync()
    {
        await _process.StandardInput.WriteLineAsync("?");
        await _process.StandardInput.FlushAsync();
        return await ReadAsync();
    }

    /// <summary>Stops it in the middle of whatever it does.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>Lets it go on.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>What the process itself does, until its input ends.</summary>
    public static async Task<int> RunAsync(string servers, string path)
    {
        await using CoordinationClient client = await CoordinationClient.ConnectAsync(
            new TcpTransport(ConnectionString.Parse(servers)),
            new CoordinationClientOptions { SessionTimeout = TimeSpan.FromSeconds(2) });
        await client.CreateAsync(path, mode: CreateMode.Ephemeral);
        ICoordinationSession session = client.Session;
        Console.WriteLine("holding");
        while (await Console.In.ReadLineAsync() is not null)
            Console.WriteLine(session.IsValid ? "valid" : "lost");
        return 0;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private async Task<string> ReadAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience, TimeProvider.System) ?? "ended";

    private async Task SignalAsync(string signal)
    {
        string id = _process.Id.ToString(CultureInfo.InvariantCulture);
        using Process kill = Process.Start("kill", ["-s", signal, id]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
