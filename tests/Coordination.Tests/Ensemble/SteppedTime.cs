using Coordination.Work;
using Microsoft.Extensions.Time.Testing;

namespace Coordination.Tests.Ensemble;

/// <summary>Time that a test moves, and posted work that runs on the test's own thread when the test says so.</summary>
internal sealed class SteppedTime : FakeTimeProvider, IWorkScheduler
{
    private readonly Queue<IThreadPoolWorkItem> _posted = new();

    /// <summary>How many items wait.</summary>
    public int PostedCount => _posted.Count;

    public void Post(IThreadPoolWorkItem item) => _posted.Enqueue(item);

    public bool RunOne()
    {
        if (!_posted.TryDequeue(out IThreadPoolWorkItem? item))
            return false;
        item.Execute();
        return true;
    }

    public void RunPosted()
    {
        while (RunOne())
        {
        }
    }

    /// <summary>Runs the item that was posted last, and leaves the others waiting for ever.</summary>
    public void RunLastPosted()
    {
        IThreadPoolWorkItem last = _posted.Last();
        _posted.Clear();
        last.Execute();
    }

    /// <summary>Moves on in steps, so that no timer finds itself late, and runs what is posted after each.</summary>
    public void Pass(TimeSpan time, TimeSpan step)
    {
        for (TimeSpan passed = TimeSpan.Zero; passed < time; passed += step)
        {
            Advance(step);
            RunPosted();
        }
    }
}
