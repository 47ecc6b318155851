using System.Net;
using System.Net.Sockets;

namespace Coordination.Transports.Tcp.Server;

/// <summary>How a socket is made to listen, and how what connects to it is let in until it stops.</summary>
internal static class Listening
{
    /// <summary>Clients that may wait for being let in; the operating system refuses more.</summary>
    public const int Backlog = 1_024;

    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public static Socket Listen(IPEndPoint endPoint)
    {
        var listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (endPoint.Address.Equals(IPAddress.IPv6Any))
                listener.DualMode = true;
            listener.Bind(endPoint);
            listener.Listen(Backlog);
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Serves one connection after the other; ends when stopped, or when the listener is disposed.</summary>
    public static async Task AcceptAllAsync(
        Socket listener, Action<Socket> serve, Action<SocketException> failed, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                serve(await listener.AcceptAsync(stopping).ConfigureAwait(false));
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return; // It is stopping.
            }
            catch (SocketException error)
            {
                // One client that has gone before it was let in, or no handle left: the next may have more luck.
                failed(error);
            }
        }
    }
}
