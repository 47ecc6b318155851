using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>
/// A real Apache ZooKeeper on a free port of the loopback address with a data folder of its own: standing alone, or a
/// member of an ensemble. Dispose it and it is gone with everything it had. Ask <see cref="Counterpart.Require"/> with
/// <see cref="ZooKeeperInstallation.Missing"/> first.
/// </summary>
internal sealed class ZooKeeperServer : IAsyncDisposable
{
    private const int Attempts = 3;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(2);

    private readonly ProcessStartInfo _start;
    private readonly DirectoryInfo _folder;
    private readonly int _securePort;
    private readonly StringBuilder _output = new();
    private Process _process;

    private ZooKeeperServer(ProcessStartInfo start, DirectoryInfo folder, int port, int securePort)
    {
        _securePort = securePort;
        _start = start;
        _folder = folder;
        Port = port;
        _process = Run();
    }

    public int Port { get; }

    /// <summary>Where it serves clients by TLS: see <see cref="ZooKeeperServerOptions.Tls"/>.</summary>
    public string SecureConnectString => $"{IPAddress.Loopback}:{_securePort}";

    /// <summary>Which version it says it is.</summary>
    public Version Version { get; private set; } = new();

    /// <summary>As clients take it: <c>127.0.0.1:port</c>.</summary>
    public string ConnectString => $"{IPAddress.Loopback}:{Port}";

    /// <summary>Starts one and waits until it serves.</summary>
    public static async Task<ZooKeeperServer> StartAsync(ZooKeeperServerOptions? options = null)
    {
        for (int attempt = 1; ; attempt++)
        {
            ZooKeeperServer server = Launch(options ?? new ZooKeeperServerOptions(), FreePorts(1)[0]);
            if (await server.IsUpAsync())
                return server;

            // Somebody may have taken the port between our asking and the server's.
            string output = server._output.ToString();
            await server.DisposeAsync();
            if (attempt == Attempts)
                throw new InvalidOperationException($"ZooKeeper did not start: {output}");
        }
    }

    /// <summary>
    /// Starts a member of an ensemble, or one alone, and does not wait until it serves: <see cref="IsUpAsync"/>.
    /// </summary>
    /// <param name="options">How it is set up.</param>
    /// <param name="port">Where it serves clients.</param>
    /// <param name="member">Its number, and a line for each member; null for one alone.</param>
    public static ZooKeeperServer Launch(
        ZooKeeperServerOptions options, int port, (int Number, IReadOnlyList<string> Members)? member = null)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("coordination-zookeeper-");
        string configuration = Path.Combine(folder.FullName, "zoo.cfg");
        int securePort = options.Tls is null ? 0 : FreePorts(1)[0];
        File.WriteAllLines(
            configuration,
            [
                .. Configuration(options, folder.FullName, port), .. options.Tls?.Configuration(securePort) ?? [],
                .. member?.Members ?? [],
            ]);
        if (member is { Number: int number })
            File.WriteAllText(Path.Combine(folder.FullName, "myid"), $"{number}");
        ProcessStartInfo start = ZooKeeperInstallation.Java(
        [
            .. Accounts(options, folder.FullName),
            $"-Dznode.container.checkIntervalMs={options.ReapingIntervalMs}",
            "-Dzookeeper.authProvider.x509=org.apache.zookeeper.server.auth.X509AuthenticationProvider",
            member is null
                ? "org.apache.zookeeper.server.ZooKeeperServerMain"
                : "org.apache.zookeeper.server.quorum.QuorumPeerMain",
            configuration,
        ]);
        return new ZooKeeperServer(start, folder, port, securePort);
    }

    /// <summary>Ports that nobody listens on now.</summary>
    public static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners)
            listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners)
            listener.Dispose();
        return ports;
    }

    /// <summary>Ends it at once, as a crash does; its data stays.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Starts it again on its data and its port, and waits until it serves.</summary>
    public async Task StartAgainAsync()
    {
        await KillAsync();
        _process.Dispose();
        _process = Run();
        if (!await IsUpAsync())
            throw new InvalidOperationException($"ZooKeeper did not start again: {_output}");
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

    /// <summary>Waits until it serves; false where it ends before, or takes too long.</summary>
    public async Task<bool> IsUpAsync()
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

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private Process Run()
    {
        Process process = Process.Start(_start) ?? throw new InvalidOperationException("Java did not start.");
        process.OutputDataReceived += Record;
        process.ErrorDataReceived += Record;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static IEnumerable<string> Accounts(ZooKeeperServerOptions options, string folder)
    {
        if (options.SaslUsers is not { } users)
            yield break;
        string file = Path.Combine(folder, "jaas.conf");
        File.WriteAllText(file, JaasFile.Server(users));
        yield return $"-Djava.security.auth.login.config={file}";
        yield return "-Dzookeeper.authProvider.sasl=org.apache.zookeeper.server.auth.SASLAuthenticationProvider";
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
        if (options.RequiresDigest)
        {
            yield return "enforce.auth.enabled=true";
            yield return "enforce.auth.schemes=digest";
        }

        yield return "forceSync=no"; // Nobody needs the data after the test.
        yield return "preAllocSize=64";
        if (options.SuperDigest is { } digest)
            yield return $"DigestAuthenticationProvider.superDigest={digest}";
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
