namespace Coordination.Testing;

/// <summary>A body from its first item to its end.</summary>
internal sealed class SpawnedBody(
    SimulatedProcess process, Func<SimulatedProcess, Task> body, Action<SpawnedBody, Exception?> ended)
        : IThreadPoolWorkItem
{
    public SimulatedProcess Process => process;

    public bool HasEnded { get; private set; }

    // Nobody awaits this task: every way out of it goes through ended, which throws only to leave a foreign thread.
    public void Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        Exception? error = null;
        try
        {
            await body(process).ConfigureAwait(false);
        }
        catch (Exception thrown)
        {
            error = thrown;
        }

        ended(this, error);
        HasEnded = true;
    }
}
