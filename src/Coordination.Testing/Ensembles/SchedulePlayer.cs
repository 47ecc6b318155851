namespace Coordination.Testing;

/// <summary>
/// Lets the faults of a schedule happen. Every item runs in the process of the test, which suffers nothing.
/// </summary>
internal sealed class SchedulePlayer(Simulation simulation)
{
    public void Start(FaultSchedule schedule)
    {
        foreach (ScheduledFault fault in schedule.Faults)
            new DelayedWork(simulation.TimeProvider, () => Play(fault)).Start(fault.At);
    }

    private void Play(ScheduledFault fault)
    {
        if (simulation.AreFaultsStopped)
            return;
        if (fault.Kind == FaultKind.PauseEnsemble)
        {
            simulation.Ensemble?.Process.Pause(fault.Time);
            return;
        }

        SimulatedProcess[] clients = simulation.Clients;
        SimulatedProcess? process = clients.Length == 0 ? null : clients[fault.Process % clients.Length];
        if (process is { HasEnded: false, IsCrashed: false })
            Play(fault, process);
    }

    private void Play(ScheduledFault fault, SimulatedProcess process)
    {
        switch (fault.Kind)
        {
            case FaultKind.Pause:
                process.Pause(fault.Time);
                break;
            case FaultKind.Partition or FaultKind.PartitionRequests or FaultKind.PartitionAnswers:
                process.Transport.Partition(
                    requests: fault.Kind != FaultKind.PartitionAnswers,
                    answers: fault.Kind != FaultKind.PartitionRequests);
                new DelayedWork(simulation.TimeProvider, process.Transport.Heal).Start(fault.Time);
                break;
            case FaultKind.Disconnect:
                process.Transport.Disconnect();
                break;
            case FaultKind.EndSession:
                process.Transport.ExpireSession();
                break;
            case FaultKind.Crash:
                process.Crash();
                break;
            default:
                throw new InvalidOperationException($"There is no fault {fault.Kind}.");
        }
    }
}
