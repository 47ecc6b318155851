namespace Coordination.Benchmarks;

/// <summary>Counts what arrives on many threads and tells when all has.</summary>
internal sealed class Arrivals
{
    private TaskCompletionSource _all = new();
    private int _missing;

    /// <summary>Begins to count; done when so many have arrived.</summary>
    public Task Expect(int count)
    {
        _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _missing, count);
        return _all.Task;
    }

    public void Arrive()
    {
        if (Interlocked.Decrement(ref _missing) == 0)
            _all.TrySetResult();
    }
}
