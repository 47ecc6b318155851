using Coordination.Samples.Recipes.Events;

namespace Coordination.Samples.Recipes.Commands;

/// <summary>
/// Looks several times a second whether a holding is still proven, and until when; tells each renewal if asked to.
/// </summary>
internal sealed class RenewalTeller : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Timer _timer;
    private long _seen;

    public RenewalTeller(EventWriter events, ICoordinationClient client, HeldLease held, bool tellsRenewals)
    {
        _seen = held.Lease.ValidUntil;
        _timer = new Timer(_ => Look(events, client, held, tellsRenewals), null, Interval, Interval);
    }

    public void Dispose() => _timer.Dispose();

    private void Look(EventWriter events, ICoordinationClient client, HeldLease held, bool tellsRenewals)
    {
        events.Look();
        long validUntil = held.Lease.ValidUntil;
        if (tellsRenewals && validUntil > Interlocked.Exchange(ref _seen, validUntil))
            events.Renew(held, client.TimeProvider);
    }
}
