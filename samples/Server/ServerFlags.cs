using System.Globalization;
using System.Net;
using Coordination.Transports.InMemory;
using Coordination.Transports.Tcp.Server;

namespace Coordination.Samples.Server;

/// <summary>
/// The command line: each flag changes an option of the ensemble, or of the server that puts it on a port.
/// </summary>
internal sealed class ServerFlags
{
    private const int LeastMinSessionMs = 1_000;
    private const int MostMaxSessionMs = 40_000;

    // Schemes by which somebody proves who they are; an address proves nothing.
    private static readonly string[] Proofs = ["digest", "x509", "sasl"];

    private IPAddress _address = IPAddress.Loopback;
    private int _port = CoordinationServerOptions.DefaultPort;
    private int _tickMs = 1_000;
    private int? _minSessionMs;
    private int? _maxSessionMs;

    private ServerFlags()
    {
    }

    /// <summary>How the ensemble serves.</summary>
    public InMemoryEnsembleOptions Ensemble { get; } = new();

    /// <summary>How it is put on a port.</summary>
    public CoordinationServerOptions Server { get; } = new();

    /// <summary>Reads the command line; the fault names the flag that is wrong, and is null where none is.</summary>
    public static ServerFlags Parse(string[] args, out string? fault)
    {
        var flags = new ServerFlags();
        fault = null;
        for (int i = 0; i < args.Length && fault is null; i++)
        {
            string flag = args[i];
            if (flags.TrySwitch(flag))
                continue;
            if (i + 1 == args.Length)
                fault = $"{flag} is unknown, or has no value.";
            else if (!flags.TrySet(flag, args[++i]))
                fault = $"{flag} is unknown, or '{args[i]}' is no value for it.";
        }

        flags.Finish();
        return flags;
    }

    private bool TrySwitch(string flag)
    {
        switch (flag)
        {
            case "--require-auth":
                Ensemble.RequiredAuthSchemes = Proofs;
                return true;
            case "--enforce-quota":
                return Ensemble.EnforceQuota = true;
            default:
                return false;
        }
    }

    private bool TrySet(string flag, string value) => flag switch
    {
        "--address" => IPAddress.TryParse(value, out IPAddress? address) && Is(_address = address),
        "--four-letter-words" => TryAllow(value.Split(',')),
        "--super-digest" => value.Contains(':', StringComparison.Ordinal) && Is(Ensemble.SuperDigest = value),
        _ => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && TrySet(flag, number),
    };

    private bool TrySet(string flag, int value) => flag switch
    {
        "--client-port" => value <= IPEndPoint.MaxPort && Is(_port = value),
        "--tick-ms" => value > 0 && Is(_tickMs = value),
        "--min-session-ms" => value > 0 && Is(_minSessionMs = value),
        "--max-session-ms" => value > 0 && Is(_maxSessionMs = value),
        "--container-check-ms" => value > 0 && Is(Ensemble.ReapInterval = TimeSpan.FromMilliseconds(value)),
        "--max-connections" => Is(Ensemble.Limits.Connections = value == 0 ? int.MaxValue : value),
        "--max-connections-per-address" => Is(Ensemble.Limits.ConnectionsPerAddress = value),
        "--max-frame" => value > 0 && Is(Server.MaxFrameBytes = value),
        _ => false,
    };

    private bool TryAllow(string[] words)
    {
        Server.FourLetterWords.Clear();
        foreach (string word in words)
            Server.FourLetterWords.Add(word.Trim());
        return true;
    }

    // ZooKeeper's bounds are 2 and 20 ticks; ours are at least as wide as its defaults.
    private void Finish()
    {
        int minMs = _minSessionMs ?? Math.Min(LeastMinSessionMs, 2 * _tickMs);
        int maxMs = _maxSessionMs ?? Math.Max(MostMaxSessionMs, 20 * _tickMs);
        Ensemble.MinSessionTimeout = TimeSpan.FromMilliseconds(minMs);
        Ensemble.MaxSessionTimeout = TimeSpan.FromMilliseconds(maxMs);
        Server.EndPoint = new IPEndPoint(_address, _port);
        Server.MaxSockets = Math.Max(Server.MaxSockets, Ensemble.Limits.Connections);
        Server.MaxOutstanding = Ensemble.Limits.Outstanding;
    }

    /// <summary>Lets an assignment stand in a condition.</summary>
    private static bool Is<T>(T assigned) => assigned is not null;
}
