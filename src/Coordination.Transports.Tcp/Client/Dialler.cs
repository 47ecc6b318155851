using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Coordination.Transports.Tcp.Tls;

namespace Coordination.Transports.Tcp.Client;

/// <summary>Reaches one server: resolves its name anew, and tries its addresses in a drawn order.</summary>
internal static class Dialler
{
    /// <summary>Connects; the caller owns what it gets.</summary>
    /// <exception cref="AuthenticationException">The server is not who it must be, or refuses the client.</exception>
    /// <exception cref="IOException">The server broke off the TLS handshake.</exception>
    /// <exception cref="SocketException">No address could be reached, or the name has none.</exception>
    /// <exception cref="OperationCanceledException">The time is over, or the token was cancelled.</exception>
    public static async Task<Stream> DialAsync(
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
                NetworkStream plain =
                    await ConnectAsync(new IPEndPoint(one, host.Port), either.Token).ConfigureAwait(false);
                return options.Tls is { } tls
                    ? await SecureAsync(plain, tls, host.Host, either.Token).ConfigureAwait(false)
                    : plain;
            }
            catch (SocketException error)
            {
                last = error; // The next address may do.
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static async Task<Stream> SecureAsync(
        NetworkStream plain, TlsClientOptions tls, string host, CancellationToken cancellationToken)
    {
        var secure = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            await secure.AuthenticateAsClientAsync(TlsHandshake.For(tls, host),
                cancellationToken).ConfigureAwait(false);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw;
        }
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
