using Coordination.Internal;
using Coordination.Recipes.Internal;

namespace Coordination.Recipes.Naming.Choosing;

/// <summary>
/// The failures of one instance, and until when it is in quarantine because of them. Times are counted from any one
/// moment.
/// </summary>
internal sealed class FailureLedger(ResolverOptions options)
{
    private readonly Queue<TimeSpan> _failures = new();
    private TimeSpan _until = TimeSpan.MinValue;
    private TimeSpan _next = options.Quarantine;

    public TimeSpan? QuarantinedUntil(TimeSpan now)
    {
        bool isOver = now >= _until && !PlantedBugs.IsOn(PlantedRecipeBugs.QuarantinesForEver);
        return _until == TimeSpan.MinValue || isOver ? null : _until;
    }

    /// <summary>True where it is put into quarantine by this one.</summary>
    public bool AddFailure(TimeSpan now)
    {
        if (_until != TimeSpan.MinValue && now - _until > options.MaxQuarantine)
            _next = options.Quarantine;
        _failures.Enqueue(now);
        while (now - _failures.Peek() > options.FailureWindow)
            _failures.Dequeue();

        // What fails when it is let out again goes back at once.
        bool isOnProbation = _next > options.Quarantine;
        if (_failures.Count < options.MostFailures && !isOnProbation)
            return false;
        _failures.Clear();
        _until = now + _next;
        _next = _next > options.MaxQuarantine / 2 ? options.MaxQuarantine : 2 * _next;
        return true;
    }
}
