using Coordination;
using Coordination.Transports;

namespace Quickstart;

/// <summary>
/// Clients of the host's ensemble, each with a session of its own, as if each were a process.
/// </summary>
internal sealed class Participants(ITransport transport) : IAsyncDisposable
{
    /// <summary>How long the ensemble waits for a participant that died without a word.</summary>
    public static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(1);

    /// <summary>What that looks like in the output.</summary>
    public static readonly string Death =
        $"dies without a word; {SessionTimeout.TotalSeconds} s later its session expires";

    private readonly List<ICoordinationClient> _clients = [];

    public async Task<ICoordinationClient> ConnectAsync(CancellationToken cancellationToken)
    {
        var options = new CoordinationClientOptions { SessionTimeout = SessionTimeout };
        CoordinationClient client = await CoordinationClient.ConnectAsync(transport, options, cancellationToken);
        _clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ICoordinationClient client in _clients)
            await client.DisposeAsync();
    }
}
