using System.Text;

namespace Coordination.Transports.Tcp.Server.Admin;

/// <summary>What is looked at of an HTTP request without a body (RFC 9112 §3).</summary>
/// <param name="Method">The method, such as GET.</param>
/// <param name="Path">The path, without a query and without a slash at its end.</param>
/// <param name="Host">Under which name it was asked for, without a port; empty where the request does not say.</param>
internal readonly record struct HttpHead(string Method, string Path, string Host)
{
    private const string HostField = "Host:";

    /// <summary>What ends a head.</summary>
    public static ReadOnlySpan<byte> End => "\r\n\r\n"u8;

    /// <summary>Reads a head; null where it is none.</summary>
    /// <param name="head">The bytes in front of <see cref="End"/>.</param>
    public static HttpHead? Parse(ReadOnlySpan<byte> head)
    {
        string[] lines = Encoding.Latin1.GetString(head).Split("\r\n");
        if (lines[0].Split(' ') is not [{ Length: > 0 } method, ['/', ..] target, var version])
            return null;
        if (!version.StartsWith("HTTP/1.", StringComparison.Ordinal))
            return null;
        string? host = lines.FirstOrDefault(line => line.StartsWith(HostField, StringComparison.OrdinalIgnoreCase));
        string name = WithoutPort(host?[HostField.Length..].Trim() ?? "");
        return new HttpHead(method, target.Split('?')[0].TrimEnd('/'), name);
    }

    private static string WithoutPort(string host)
    {
        int colon = host.LastIndexOf(':');
        return colon > host.LastIndexOf(']') ? host[..colon] : host;
    }
}
