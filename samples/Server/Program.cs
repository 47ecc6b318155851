// The smallest host of a server: an ensemble in this process, put on a port for every client that speaks ZooKeeper's
// protocol. It keeps nothing: what is in it ends with the process.
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Coordination.Samples.Server;
using Coordination.Transports.InMemory;
using Coordination.Transports.Tcp.Server;
using Coordination.Transports.Tcp.Server.Admin;
using Microsoft.Extensions.Logging;

const int WrongFlag = 2;

if (args is ["--help"])
{
    Console.WriteLine(Help.Text);
    return 0;
}

ServerFlags flags;
try
{
    flags = ServerFlags.Parse(args, out string? fault);
    if (fault is not null)
    {
        Console.Error.WriteLine(fault);
        return WrongFlag;
    }
}
catch (Exception error) when (error is IOException or CryptographicException)
{
    Console.Error.WriteLine(error.Message); // A certificate or a key that cannot be read.
    return 1;
}

// Standard output carries the line that says ready, and nothing else.
using ILoggerFactory logs = LoggerFactory.Create(logging =>
    logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
flags.Ensemble.LoggerFactory = logs;
flags.Server.LoggerFactory = logs;
if (flags.TlsServer is { } tls)
    tls.LoggerFactory = logs;

using var stopping = new ManualResetEventSlim();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Set();
}

using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

try
{
    await using InMemoryEnsemble ensemble = InMemoryEnsemble.Start(flags.Ensemble);
    await using CoordinationServer server = CoordinationServer.Start(ensemble.Ensemble, flags.Server);
    await using CoordinationServer? secure =
        flags.TlsServer is null ? null : CoordinationServer.Start(ensemble.Ensemble, flags.TlsServer);
    await using AdminServer? admin =
        flags.MetricsPort is { } port ? AdminServer.Start(server, port, secure) : null;
    Console.WriteLine($"ready {server.EndPoint}");
    stopping.Wait();
    return 0;
}
catch (SocketException error)
{
    Console.Error.WriteLine(error.Message); // The port is taken, or the address is not here.
    return 1;
}
