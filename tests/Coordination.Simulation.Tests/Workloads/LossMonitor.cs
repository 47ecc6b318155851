using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Workloads;

/// <summary>Sees to it that a session which is no longer proven is also said to be lost.</summary>
internal sealed class LossMonitor(SimulatedProcess process)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public async Task RunAsync()
    {
        while (!process.HasEnded)
        {
            await process.TimeProvider.DelayAsync(Second);
            ICoordinationSession session = process.Client.Session;
            if (session.IsValid)
                continue;
            await process.TimeProvider.DelayAsync(Second); // After a pause everything that is due comes at once.
            if (!session.IsValid && !session.Lost.IsCancellationRequested)
                process.Simulation.Fail($"{process} does not hear that session {session.Id} is lost.");
        }
    }
}
