using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Coordination.Transports.Tcp.Client;

/// <summary>
/// Which servers to connect to, and below which path, as ZooKeeper's clients write it
/// (<c>ConnectStringParser</c>): <c>h1:2181,h2:2181,[::1]:2181/chroot</c>.
/// </summary>
public sealed class ConnectionString
{
    /// <summary>The port of a server that names none.</summary>
    public const int DefaultPort = 2181;

    private const int MostPort = 65_535;

    private ConnectionString(IReadOnlyList<HostAddress> hosts, ZPath chroot)
    {
        Hosts = hosts;
        Chroot = chroot;
    }

    /// <summary>The servers, in the order in which they were written; at least one.</summary>
    public IReadOnlyList<HostAddress> Hosts { get; }

    /// <summary>The path that the client is to take for its root; <c>/</c> where none was written.</summary>
    public ZPath Chroot { get; }

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="FormatException">It is not one; the message says where.</exception>
    public static ConnectionString Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out ConnectionString? result, out string? fault)
            ? result
            : throw new FormatException($"The connection string '{text}' is not valid: {fault}.");
    }

    /// <summary>Reads a connection string without throwing.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ConnectionString? result) =>
        TryParse(text ?? "", out result, out _);

    /// <summary>As it was written, but for ports left out and blanks.</summary>
    public override string ToString() => string.Join(',', Hosts) + (Chroot.IsRoot ? "" : Chroot.Value);

    private static bool TryParse(
        string text, [NotNullWhen(true)] out ConnectionString? result, [NotNullWhen(false)] out string? fault)
    {
        result = null;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string servers = slash < 0 ? text : text[..slash];
        ZPath chroot = ZPath.Root;
        if (slash >= 0 && !ZPath.TryParse(text[slash..], out chroot))
        {
            fault = $"'{text[slash..]}' is no path";
            return false;
        }

        var hosts = new List<HostAddress>();
        foreach (string server in servers.Split(','))
        {
            fault = FindFault(server.Trim(), out HostAddress host);
            if (fault is not null)
                return false;
            hosts.Add(host);
        }

        fault = null;
        result = new ConnectionString(hosts, chroot);
        return true;
    }

    private static string? FindFault(string server, out HostAddress address)
    {
        address = default;
        if (server.Length == 0)
            return "it names an empty server";

        string host = server;
        string port = "";
        if (server[0] == '[')
        {
            int end = server.IndexOf(']', StringComparison.Ordinal);
            if (end < 0)
                return $"'{server}' has no closing bracket";
            host = server[1..end];
            port = server[(end + 1)..];
            if (port.Length > 0 && port[0] != ':')
                return $"'{server}' has something other than a port behind its bracket";
        }
        else if (server.IndexOf(':', StringComparison.Ordinal) is var colon && colon >= 0)
        {
            host = server[..colon];
            port = server[colon..];
        }

        if (host.Length == 0)
            return $"'{server}' has no host";
        if (port.Contains(':', StringComparison.Ordinal) && port.LastIndexOf(':') > 0)
            return $"'{server}' looks like an IPv6 address, which stands in brackets";
        int number = DefaultPort;
        if (port.Length > 0
            && (!int.TryParse(port.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out number)
            || number is < 1 or > MostPort))
        {
            return $"'{server}' has a port that is not from 1 to {MostPort}";
        }

        address = new HostAddress(host, number);
        return null;
    }
}
