using System.Globalization;
using System.Net;
using System.Text;

namespace Coordination.Transports.Tcp.Server.Admin;

/// <summary>What is answered to an HTTP request, after which the connection ends.</summary>
/// <param name="Status">Whether it went well.</param>
/// <param name="Type">What the body is.</param>
/// <param name="Body">The body.</param>
internal readonly record struct HttpAnswer(HttpStatusCode Status, string Type, byte[] Body)
{
    /// <summary>Text, as Prometheus' format says it.</summary>
    public const string PlainText = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>An answer of text.</summary>
    public static HttpAnswer Text(HttpStatusCode status, string text) =>
        new(status, PlainText, Encoding.UTF8.GetBytes(text));

    /// <summary>As it goes over the wire; to a HEAD without its body.</summary>
    public byte[] Encode(bool hasBody)
    {
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {(int)Status} {Status}\r\nContent-Type: {Type}\r\nContent-Length: {Body.Length}\r\n"
            + $"Cache-Control: no-store\r\nConnection: close\r\n\r\n");
        return hasBody ? [.. Encoding.ASCII.GetBytes(head), .. Body] : Encoding.ASCII.GetBytes(head);
    }
}
