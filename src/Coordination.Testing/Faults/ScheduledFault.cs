using System.Globalization;

namespace Coordination.Testing;

/// <summary>One thing that goes wrong at a time that was said beforehand.</summary>
/// <param name="At">When, virtual time after <see cref="Simulation.Play"/>.</param>
/// <param name="Kind">What.</param>
/// <param name="Process">
/// To which of the client processes, counted from 0 in the order in which they were spawned, modulo how many there are
/// by then. Where that one has ended, nothing happens.
/// </param>
/// <param name="Time">How long; ignored where the kind takes no time.</param>
public readonly record struct ScheduledFault(TimeSpan At, FaultKind Kind, int Process, TimeSpan Time)
{
    /// <summary>As C# writes it in the list of a <see cref="FaultSchedule"/>.</summary>
    public override string ToString() => $"new({Text(At)}, {nameof(FaultKind)}.{Kind}, {Process}, {Text(Time)})";

    private static string Text(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"TimeSpan.FromMilliseconds({time.TotalMilliseconds})");
}
