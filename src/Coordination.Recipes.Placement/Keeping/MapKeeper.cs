using Coordination.Crush;
using Coordination.Internal;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Placement;

/// <summary>Keeps the standing of devices in the map in step with who is registered.</summary>
/// <remarks>
/// <para>Who decides: every member, by one transaction with the proof in it; they act in turn, so that there is no
/// herd, and nobody is waited for. Why that cannot flap: a device goes out only in a transaction which checks that its
/// record still has the version that it had when it was first seen gone; as each registration raises that version, it
/// has been gone ever since, and that for the whole grace by the clock of who writes. It comes in only in a transaction
/// which checks that it is up. So one outage makes at most one out and one in, whoever is paused, cut off or behind.
/// </para>
/// <para>An elected one would need the same checks, since leadership can end between its decision and its write, and
/// would begin every grace anew when it changes.</para>
/// </remarks>
internal sealed partial class MapKeeper
{
    private readonly ICoordinationClient _client;
    private readonly PlacementPaths _paths;
    private readonly PlacementFollower _follower;
    private readonly PlacementOptions _options;
    private readonly Func<IReadOnlySet<int>> _own;
    private readonly ILogger _logger;
    private readonly VerdictClock _clock;
    private readonly HashSet<Verdict> _refused = [];
    private bool _hasWarned;

    public MapKeeper(
        ICoordinationClient client, PlacementPaths paths, PlacementFollower follower, PlacementOptions options,
        Func<IReadOnlySet<int>> own, ILogger logger)
    {
        _client = client;
        _paths = paths;
        _follower = follower;
        _options = options;
        _own = own;
        _logger = logger;
        _clock = new VerdictClock(options, client.TimeProvider);
    }

    /// <summary>Runs until it is cancelled, or the follower ends.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                (PlacementSnapshot? snapshot, long revision) = _follower.Snapshots.Current;
                TimeSpan? wait = snapshot is null
                    ? null : await ActAsync(snapshot, stop).ConfigureAwait(false);
                await WaitAsync(revision, wait, stop).ConfigureAwait(false);
            }
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Its member is disposed.
        }
        catch (Exception end)
        {
            Log.KeepingEnded(_logger, _paths.Root.Value, end);
        }
    }

    /// <summary>How many members act before this one: those whose first device is smaller than its own first.</summary>
    internal static int RankOf(PlacementSnapshot snapshot, IReadOnlySet<int> own)
    {
        int first = own.Count == 0 ? int.MaxValue : own.Min();
        return snapshot.Views.Count(view => view.Value.IsUp && view.Key < first);
    }

    /// <summary>Does what is due.</summary>
    /// <returns>How long to wait for a newer snapshot before the next look; null: for ever.</returns>
    private async ValueTask<TimeSpan?> ActAsync(PlacementSnapshot snapshot, CancellationToken stop)
    {
        IReadOnlySet<int> own = _own();
        List<Verdict> due = _clock.Due(
            Verdicts.Wanted(snapshot, _options).Where(verdict => !_refused.Contains(verdict)),
            RankOf(snapshot, own), own, out TimeSpan? next);
        due = WithinLimits(snapshot.Map, due);
        if (due.Count == 0)
            return next;

        PlacementMap map = Verdicts.CarryOut(snapshot, due, Refuse);
        due.RemoveAll(_refused.Contains);
        if (due.Count > 0)
            await TryWriteAsync(snapshot, map, due, stop).ConfigureAwait(false);

        // Mostly the map's next version comes before this: then there is nothing left to do.
        return next < _options.Stagger ? next : _options.Stagger;
    }

    private List<Verdict> WithinLimits(PlacementMap map, List<Verdict> due)
    {
        int left = Verdicts.AbsencesLeft(map, _options);
        List<Verdict> allowed = [];
        int held = 0;
        foreach (Verdict verdict in due)
        {
            if (verdict.Kind == VerdictKind.Out && left-- <= 0)
                held++;
            else if (allowed.Count < PlacementLimits.MaxVerdictsPerWrite)
                allowed.Add(verdict);
        }

        if (held > 0 && !_hasWarned)
            Log.TooManyAbsent(_logger, _paths.Root.Value, held, _options.MostAbsent);
        _hasWarned = held > 0;
        return allowed;
    }

    private async ValueTask TryWriteAsync(
        PlacementSnapshot snapshot, PlacementMap map, List<Verdict> due, CancellationToken stop)
    {
        ICoordinationTransaction transaction = _client.Transaction();
        foreach (Verdict verdict in due)
            Prove(transaction, verdict);
        transaction.Set(_paths.Map, PlacementMapCodec.Encode(map), snapshot.Version);
        try
        {
            await transaction.CommitAsync(null, stop).ConfigureAwait(false);
            foreach (Verdict verdict in due)
                Log.StandingChanged(_logger, verdict.Device, verdict.Kind);
        }
        catch (Exception outdated) when (outdated is OutcomeUnknownException or SessionExpiredException
            or TransactionRejectedException { Code: ErrorCode.BadVersion or ErrorCode.NoNode or ErrorCode.NodeExists })
        {
            // Another member was first, or the device's state is another by now: the next snapshot tells. What may have
            // happened shows there too, and whatever comes late still has its proof with it.
        }
    }

    /// <summary>Adds what must be true for a verdict to the transaction that carries it out.</summary>
    private void Prove(ICoordinationTransaction transaction, Verdict verdict)
    {
        if (verdict.Kind == VerdictKind.Out)
        {
            if (PlantedBugs.IsOn(PlantedPlacementBugs.OutWithoutProof))
                return;
            if (verdict.RecordVersion < 0)
                transaction.Create(_paths.DeviceOf(verdict.Device)); // It has never registered, if this can be made.
            else
                transaction.Check(_paths.DeviceOf(verdict.Device), verdict.RecordVersion);
            return;
        }

        transaction.Check(_paths.UpOf(verdict.Device)).Check(_paths.DeviceOf(verdict.Device), verdict.RecordVersion);
    }

    private void Refuse(Verdict verdict, CrushEditException problem)
    {
        if (_refused.Add(verdict))
            Log.AdmissionRefused(_logger, verdict.Device, _paths.Map.Value, problem.Message);
    }

    private async ValueTask WaitAsync(long revision, TimeSpan? atMost, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(
            atMost ?? Timeout.InfiniteTimeSpan, _client.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        try
        {
            await _follower.Snapshots.AfterAsync(revision, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // It is time.
        }
    }
}
