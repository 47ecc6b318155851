using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>
/// A real Apache ZooKeeper, standing alone on a free port of the loopback address with a data folder of its own.
/// Dispose it and it is gone with everything it had. Ask <see cref="Counterpart.Require"/> with <see
/// cref="ZooKeeperInstallation.Missing"/> first.
/// </summary>
internal sealed class ZooKeeperServer : IAsyncDisposable
{
    private const int Attempts = 3;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly StringBuilder _output = new();

    private ZooKeeperServer(Process process, DirectoryInfo folder, int port)
    {
        _process = process;
        _folder = folder;
        Port = port;
        process.OutputDataReceived += Record;
        process.ErrorDataReceived += Record;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    /// <summary>Which version it says it is.</summary>
    public Version Version { get; private set; } = new();

    /// <summary>As clients take it: <c>127.0.0.1:port</c>.</summary>
    public string ConnectString => $"{IPAddress.Loopback}:{Port}";

    /// <summary>Starts one and waits until it serves.</summary>
    public static async Task<ZooKeeperServer> StartAsync(ZooKeeperServerOptions? options = null)
    {
        for (int attempt = 1; ; attempt++)
        {
            ZooKeeperServer server = Launch(options ?? new ZooKeeperServerOptions());
            if (await server.IsUpAsync())
                return server;

            // Somebody may have taken the port between our asking and the server's.
            string output = server._output.ToString();
            await server.DisposeAsync();
            if (attempt == Attempts)
                throw new InvalidOperationException($"ZooKeeper did not start: {output}");
        }
    }

    /// <summary>Asks a four-letter word, such as <c>mntr</c>.</summary>
    public async Task<string> AskAsync(string word, CancellationToken cancellationToken = default)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(word), cancellationToken);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static ZooKeeperServer Launch(ZooKeeperServerOptions options)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("coordination-zookeeper-");
        int port = FreePort();
        string configuration = Path.Combine(folder.FullName, "zoo.cfg");
        File.WriteAllLines(configuration, Configuration(options, folder.FullName, port));
        ProcessStartInfo start = ZooKeeperInstallation.Java(
        [
            $"-Dznode.container.checkIntervalMs={options.ReapingIntervalMs}",
            "-Dzookeeper.authProvider.x509=org.apache.zookeeper.server.auth.X509AuthenticationProvider",
            "org.apache.zookeeper.server.ZooKeeperServerMain",
            configuration,
        ]);
        Process process = Process.Start(start) ?? throw new InvalidOperationException("Java did not start.");
        return new ZooKeeperServer(process, folder, port);
    }

    private static IEnumerable<string> Configuration(ZooKeeperServerOptions options, string folder, int port)
    {
        yield return $"dataDir={folder}";
        yield return $"clientPort={port}";
        yield return $"clientPortAddress={IPAddress.Loopback}";
        yield return $"tickTime={options.TickTimeMs}";
        yield return "maxClientCnxns=0";
        yield return "admin.enableServer=false";
        yield return "4lw.commands.whitelist=*";
        yield return "extendedTypesEnabled=true"; // Times to live.
        yield return $"enforceQuota={(options.EnforceQuota ? "true" : "false")}";
        yield return "forceSync=no"; // Nobody needs the data after the test.
        yield return "preAllocSize=64";
        if (options.SuperDigest is { } digest)
            yield return $"DigestAuthenticationProvider.superDigest={digest}";
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> IsUpAsync()
    {
        using var late = new CancellationTokenSource(StartTimeout);
        using var retry = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!_process.HasExited && !late.IsCancellationRequested && await retry.WaitForNextTickAsync())
        {
            if (await ServesAsync())
                return true;
        }

        return false;
    }

    // It says imok as soon as it listens, and its version only when it serves: Zookeeper version: 3.8.0--1, built on …
    private async Task<bool> ServesAsync()
    {
        using var late = new CancellationTokenSource(AnswerTimeout);
        try
        {
            Match version = Regex.Match(await AskAsync("srvr", late.Token), @"version: (\d+\.\d+\.\d+)");
            if (version.Success)
                Version = Version.Parse(version.Groups[1].Value);
            return version.Success;
        }
        catch (Exception notYet) when (notYet is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Record(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
            _output.AppendLine(line.Data);
    }
}
