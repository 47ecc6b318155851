namespace Coordination.Testing;

/// <summary>Which schedules are generated.</summary>
public sealed class FaultScheduleOptions
{
    /// <summary>How many faults a schedule has at most, from 1; 20 by default.</summary>
    public int MostFaults { get; set; } = 20;

    /// <summary>How many client processes there are to suffer, from 1; 4 by default.</summary>
    public int Processes { get; set; } = 4;

    /// <summary>Until when faults begin, virtual time, from 1 ms; a minute by default.</summary>
    public TimeSpan Within { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a fault lasts at most, from 1 ms; 30 s by default. Most last far shorter.</summary>
    public TimeSpan LongestFault { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// What may go wrong; everything by default, but not <see cref="FaultKind.EndSession"/>, against which only a
    /// fencing token protects.
    /// </summary>
    public IReadOnlyList<FaultKind> Kinds { get; set; } =
        [.. Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.EndSession)];

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MostFaults, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Processes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Within, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestFault, TimeSpan.FromMilliseconds(1));
        ArgumentNullException.ThrowIfNull(Kinds);
        ArgumentOutOfRangeException.ThrowIfZero(Kinds.Count, nameof(Kinds));
    }
}
