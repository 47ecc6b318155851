namespace Coordination.Testing;

/// <summary>
/// Simulated code called from a thread that is not the simulation's, so that the run is no longer ruled by its seed.
/// Look for <c>Task.Run</c>, a <c>Task.Delay</c> without the process's clock, <c>SemaphoreSlim.WaitAsync</c>, a
/// blocking channel write, a socket or a file.
/// </summary>
public sealed class SimulationEscapedException : InvalidOperationException
{
    internal SimulationEscapedException(string process)
        : base($"Code of the simulated process '{process}' runs on a thread of its own ('{Describe()}'): "
            + "something it awaited left the simulation.")
    {
    }

    private static string Describe()
    {
        Thread thread = Thread.CurrentThread;
        return thread.IsThreadPoolThread ? "thread pool" : thread.Name ?? "unnamed";
    }
}
