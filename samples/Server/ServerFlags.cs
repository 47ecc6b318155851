using System.Globalization;
using System.Net;
using Coordination.Ensemble;
using Coordination.Transports.InMemory;
using Coordination.Transports.Tcp.Server;
using Coordination.Transports.Tcp.Tls;

namespace Coordination.Samples.Server;

/// <summary>
/// The command line: each flag changes an option of the ensemble, or of the server that puts it on a port.
/// </summary>
internal sealed class ServerFlags
{
    private const int LeastMinSessionMs = 1_000;
    private const int MostMaxSessionMs = 40_000;
    private const int MostHeldBytes = 8 << 20;

    // Schemes by which somebody proves who they are; an address proves nothing.
    private static readonly string[] Proofs = ["digest", "x509", "sasl"];

    // Of replicas, which this server is not.
    private static readonly string[] OfReplicas =
    [
        "--data", "--id", "--peers", "--peer-secret-file", "--peer-tls-cert", "--peer-tls-key", "--peer-tls-ca",
    ];

    private readonly Dictionary<string, string> _saslUsers = new(StringComparer.Ordinal);
    private IPAddress _address = IPAddress.Loopback;
    private int _port = CoordinationServerOptions.DefaultPort;
    private int _tickMs = 1_000;
    private int? _minSessionMs;
    private int? _maxSessionMs;
    private int? _tlsPort;
    private string? _certificate;
    private string? _key;
    private string? _authorities;
    private ClientCertificateMode _clientCertificates;

    private ServerFlags()
    {
    }

    /// <summary>How the ensemble serves.</summary>
    public InMemoryEnsembleOptions Ensemble { get; } = new();

    /// <summary>How it is put on a port.</summary>
    public CoordinationServerOptions Server { get; } = new();

    /// <summary>How it is put on a second port, which speaks TLS; null where it is not.</summary>
    public CoordinationServerOptions? TlsServer { get; private set; }

    /// <summary>The port of metrics and commands; null for none.</summary>
    public int? MetricsPort { get; private set; }

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
            if (OfReplicas.Contains(flag, StringComparer.Ordinal))
                fault = $"{flag} is for replicas: this server keeps nothing and has no peers.";
            else if (i + 1 == args.Length)
                fault = $"{flag} is unknown, or has no value.";
            else if (!flags.TrySet(flag, args[++i]))
                fault = Name(flag, args[i]);
            else if (flags.FindFault() is { } range)
                fault = $"{flag}: {range}";
        }

        fault ??= flags.Finish();
        return flags;
    }

    // A password is not repeated where others may read it.
    private static string Name(string flag, string value) => flag == "--sasl-user"
        ? "--sasl-user must be NAME=PASSWORD, with each name once."
        : $"{flag} is unknown, or '{value}' is no value for it.";

    private bool TrySwitch(string flag)
    {
        switch (flag)
        {
            case "--read-only": // A server without peers is never without its quorum.
                return true;
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
        "--tls-cert" => Is(_certificate = value),
        "--tls-key" => Is(_key = value),
        "--tls-ca" => Is(_authorities = value),
        "--tls-client-auth" => value is "none" or "want" or "need"
            && Enum.TryParse(value, ignoreCase: true, out _clientCertificates),
        "--sasl-user" => TryAddUser(value),
        "--sasl-super" => value.Length > 0 && Is(Ensemble.SuperSaslUsers = [.. Ensemble.SuperSaslUsers, value]),
        "--super-digest" => value.Contains(':', StringComparison.Ordinal) && Is(Ensemble.SuperDigest = value),
        _ => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && TrySet(flag, number),
    };

    private bool TrySet(string flag, int value) => flag switch
    {
        "--client-port" => value <= IPEndPoint.MaxPort && Is(_port = value),
        "--tls-port" => value <= IPEndPoint.MaxPort && Is(_tlsPort = value),
        "--tick-ms" => value > 0 && Is(_tickMs = value),
        "--min-session-ms" => value > 0 && Is(_minSessionMs = value),
        "--max-session-ms" => value > 0 && Is(_maxSessionMs = value),
        "--container-check-ms" => value > 0 && Is(Ensemble.ReapInterval = TimeSpan.FromMilliseconds(value)),
        "--max-connections" => Is(Ensemble.Limits.Connections = value == 0 ? int.MaxValue : value),
        "--max-connections-per-address" => Is(Ensemble.Limits.ConnectionsPerAddress = value),
        "--max-frame" => value > 0 && TryLimitFrames(value),
        "--metrics-port" => value <= IPEndPoint.MaxPort && Is(MetricsPort = value),
        _ => false,
    };

    private bool TryAllow(string[] words)
    {
        Server.FourLetterWords.Clear();
        foreach (string word in words)
            Server.FourLetterWords.Add(word.Trim());
        return true;
    }

    // A longer request is of use only where what it carries may be as long.
    private bool TryLimitFrames(int bytes)
    {
        Server.MaxFrameBytes = bytes;
        int held = Math.Clamp(bytes, EnsembleLimits.DefaultBytes, MostHeldBytes);
        (Ensemble.Limits.DataBytes, Ensemble.Limits.FrameBytes) = (held, held);
        return true;
    }

    private bool TryAddUser(string value)
    {
        int equals = value.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && equals + 1 < value.Length && _saslUsers.TryAdd(value[..equals], value[(equals + 1)..]);
    }

    // ZooKeeper's bounds are 2 and 20 ticks; ours are at least as wide as its defaults.
    private string? Finish()
    {
        int minMs = _minSessionMs ?? Math.Min(LeastMinSessionMs, 2 * _tickMs);
        int maxMs = _maxSessionMs ?? Math.Max(MostMaxSessionMs, 20 * _tickMs);
        Ensemble.MinSessionTimeout = TimeSpan.FromMilliseconds(minMs);
        Ensemble.MaxSessionTimeout = TimeSpan.FromMilliseconds(maxMs);
        Server.EndPoint = new IPEndPoint(_address, _port);
        Server.MaxSockets = Math.Max(Server.MaxSockets, Ensemble.Limits.Connections);
        Server.MaxOutstanding = Ensemble.Limits.Outstanding;
        Server.SaslUsers = _saslUsers;
        if (FindFault() is { } fault)
            return $"--tick-ms, --min-session-ms or --max-session-ms: {fault}"; // Only together they tell.
        if (_tlsPort is not { } port)
            return _certificate is null ? null : "--tls-cert is of no use without --tls-port.";
        if (_certificate is null || _key is null)
            return "--tls-port needs --tls-cert and --tls-key.";
        TlsServer = MakeTlsServer(port, new PemCertificate(_certificate, _key));
        return null;
    }

    // Asked after each flag, so that the one which is out of range can be named.
    private string? FindFault()
    {
        string?[] faults =
        [
            new EnsembleOptionsValidator().Validate(name: null, Ensemble).FailureMessage,
            new CoordinationServerOptionsValidator().Validate(name: null, Server).FailureMessage,
        ];
        return faults.FirstOrDefault(fault => fault is not null);
    }

    private CoordinationServerOptions MakeTlsServer(int port, PemCertificate certificate)
    {
        string? authorities = _authorities;
        var options = new CoordinationServerOptions
        {
            EndPoint = new IPEndPoint(_address, port),
            MaxFrameBytes = Server.MaxFrameBytes,
            MaxSockets = Server.MaxSockets,
            MaxOutstanding = Server.MaxOutstanding,
            SaslUsers = Server.SaslUsers,
            Tls = new TlsServerOptions
            {
                Certificate = () => certificate.Current,
                ClientCertificates = _clientCertificates,
                ClientAuthorities = authorities is null ? null : () => PemCertificate.ReadAuthorities(authorities),
            },
        };
        options.FourLetterWords.Clear();
        foreach (string word in Server.FourLetterWords)
            options.FourLetterWords.Add(word);
        return options;
    }

    /// <summary>Lets an assignment stand in a condition.</summary>
    private static bool Is<T>(T assigned) => assigned is not null;
}
