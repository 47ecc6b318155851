using Microsoft.Extensions.Hosting;

namespace Coordination.Tests.Hosting;

/// <summary>
/// An application's service: it uses the client from its start to its stop and remembers how it stood.
/// </summary>
internal sealed class Witness(ICoordinationClient client) : IHostedService
{
    public ConnectionState? StateAtStart { get; private set; }

    public ConnectionState? StateAtStop { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        StateAtStart = client.State;
        await client.CreateAsync("/witness", cancellationToken: cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await client.DeleteAsync("/witness", cancellationToken: cancellationToken);
        StateAtStop = client.State;
    }
}
