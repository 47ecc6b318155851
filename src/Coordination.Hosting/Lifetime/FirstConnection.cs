using System.Globalization;

namespace Coordination.Hosting;

/// <summary>Waits for a client's first session.</summary>
internal static class FirstConnection
{
    /// <exception cref="TimeoutException">The time was over first.</exception>
    /// <exception cref="RequestRejectedException">The client has stopped, as its credentials were refused.</exception>
    public static async Task WaitAsync(
        ICoordinationClient client, string name, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(atMost, client.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            await WaitAsync(client, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
            when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            string seconds = atMost.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            throw new TimeoutException(
                $"The {name} found no ensemble within {seconds} s, its StartTimeout; it is {client.State}.");
        }
    }

    private static async Task WaitAsync(ICoordinationClient client, CancellationToken cancellationToken)
    {
        await foreach (ConnectionChange change in client.WatchConnectionAsync(cancellationToken).ConfigureAwait(false))
        {
            switch (change.State)
            {
                case ConnectionState.Connected or ConnectionState.ConnectedReadOnly:
                    return;
                case ConnectionState.AuthFailed:
                    throw CoordinationException.For(ErrorCode.AuthFailed);
            }
        }

        throw new ObjectDisposedException(client.GetType().Name);
    }
}
