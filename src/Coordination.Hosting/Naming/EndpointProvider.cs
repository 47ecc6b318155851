using System.Net;
using Coordination.Recipes.Naming;
using Coordination.Work;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.ServiceDiscovery;

namespace Coordination.Hosting;

/// <summary>
/// The live instances of one service, for <c>Microsoft.Extensions.ServiceDiscovery</c>. It follows the tree while
/// somebody uses it; each change of the instances changes the token that was handed out.
/// </summary>
internal sealed partial class EndpointProvider : IServiceEndpointProvider
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly ServiceDirectory _directory;
    private readonly ServiceEndpointQuery _query;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _sync = new();
    private readonly Task _loop;
    private (ServiceView? View, CancellationTokenSource Changes) _state = (null, new CancellationTokenSource());

    public EndpointProvider(ServiceDirectory directory, ServiceEndpointQuery query, ILogger logger)
    {
        _directory = directory;
        _query = query;
        _logger = logger;
        _loop = FollowAsync();
    }

    public async ValueTask PopulateAsync(IServiceEndpointBuilder endpoints, CancellationToken cancellationToken)
    {
        // What is configured by hand goes before what is found.
        if (endpoints.Endpoints.Count > 0)
            return;
        (ServiceView? View, CancellationTokenSource Changes) state;
        lock (_sync)
            state = _state;
        endpoints.AddChangeToken(new CancellationChangeToken(state.Changes.Token));

        // The first comes before the stream has begun: it is read, and what the stream shows then is a change.
        ServiceView view = state.View ?? await ReadAsync(cancellationToken).ConfigureAwait(false);
        foreach (EndPoint endpoint in EndpointList.Of(view.Instances, _query.IncludedSchemes))
            endpoints.Endpoints.Add(ServiceEndpoint.Create(endpoint));
    }

    private async ValueTask<ServiceView> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await _directory.GetAsync(_query.ServiceName, cancellationToken).ConfigureAwait(false);
            }
            catch (SessionExpiredException)
            {
                // The client opens the next session by itself; a read can be made again.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        await _loop.ConfigureAwait(false);
    }

    public override string ToString() => "Coordination";

    private async Task FollowAsync()
    {
        try
        {
            while (true)
            {
                await FollowOnceAsync().ConfigureAwait(false);
                await TimeProvider.System.DelayAsync(Retry, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            // Nobody uses it any more, or the client was disposed.
        }
    }

    private async Task FollowOnceAsync()
    {
        try
        {
            await foreach (ServiceView view in _directory.WatchAsync(_query.ServiceName, _stop.Token)
                .ConfigureAwait(false))
                Show(view);
        }
        catch (RequestRejectedException refused)
        {
            // A right may be granted meanwhile; until then this provider knows of none.
            Log.NotFollowed(_logger, refused, _query.ServiceName);
        }
    }

    private void Show(ServiceView view)
    {
        CancellationTokenSource before;
        lock (_sync)
        {
            before = _state.Changes;
            _state = (view, new CancellationTokenSource());
        }

        before.Cancel();
    }
}
