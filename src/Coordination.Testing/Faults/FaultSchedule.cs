namespace Coordination.Testing;

/// <summary>
/// What goes wrong in a run, and when, as data: where <see cref="Faults"/> are drawn from the seed, a schedule is
/// written down. So it can be generated, shrunk to what matters, printed, and kept as a regression test:
/// <c>simulation.Play(new FaultSchedule([…]))</c>. <c>Coordination.Testing.FsCheck</c> generates and shrinks them.
/// </summary>
public sealed class FaultSchedule
{
    /// <summary>Writes faults down; their order in the list does not matter.</summary>
    public FaultSchedule(IEnumerable<ScheduledFault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        Faults = [.. faults];
        foreach (ScheduledFault fault in Faults)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(fault.At, TimeSpan.Zero, nameof(faults));
            ArgumentOutOfRangeException.ThrowIfLessThan(fault.Time, TimeSpan.Zero, nameof(faults));
            ArgumentOutOfRangeException.ThrowIfNegative(fault.Process, nameof(faults));
        }
    }

    /// <summary>All that goes wrong.</summary>
    public IReadOnlyList<ScheduledFault> Faults { get; }

    /// <summary>As C# writes it, to be played again.</summary>
    public override string ToString() =>
        $"new {nameof(FaultSchedule)}([{string.Join(", ", Faults.Select(fault => fault.ToString()))}])";
}
