using System.Net;
using System.Net.Sockets;

namespace Coordination.Transports.Tcp.Client;

/// <summary>Reaches one server: resolves its name anew, and tries its addresses in a drawn order.</summary>
internal static class Dialler
{
    /// <summary>Connects; the caller owns what it gets.</summary>
    /// <exception cref="SocketException">No address could be reached, or the name has none.</exception>
    /// <exception cref="OperationCanceledException">The time is over, or the token was cancelled.</exception>
    public static async Task<NetworkStream> DialAsync(
        HostAddress host, TcpClientOptions options, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        IPAddress[] addresses = IPAddress.TryParse(host.Host, out IPAddress? address)
            ? [address]
            : await Dns.GetHostAddressesAsync(host.Host, either.Token).ConfigureAwait(false);
        (options.Random ?? Random.Shared).Shuffle(addresses);

        SocketException? last = null;
        foreach (IPAddress one in addresses)
        {
            try
            {
                return await ConnectAsync(new IPEndPoint(one, host.Port), either.Token).ConfigureAwait(false);
            }
            catch (SocketException error)
            {
                last = error; // The next address may do.
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static async Task<NetworkStream> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
