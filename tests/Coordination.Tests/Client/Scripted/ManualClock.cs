using Coordination.Work;
using Microsoft.Extensions.Time.Testing;

namespace Coordination.Tests.Client.Scripted;

/// <summary>
/// Time that moves when the test says so, and posted work that runs when the test says so: one thread does everything.
/// </summary>
internal sealed class ManualClock : FakeTimeProvider, IWorkScheduler
{
    private readonly Queue<IThreadPoolWorkItem> _posted = new();
    private long _slept;

    public int PostedCount => _posted.Count;

    public void Post(IThreadPoolWorkItem item) => _posted.Enqueue(item);

    public void RunPosted()
    {
        while (_posted.TryDequeue(out IThreadPoolWorkItem? item))
            item.Execute();
    }

    /// <summary>Moves time and runs what comes of it.</summary>
    public void Pass(TimeSpan time)
    {
        Advance(time);
        RunPosted();
    }

    /// <summary>The machine sleeps: timestamps count it, timers do not (see <c>BootTimeProvider</c>).</summary>
    public void Sleep(TimeSpan time) => _slept += (long)(time.TotalSeconds * TimestampFrequency);

    public override long GetTimestamp() => base.GetTimestamp() + _slept;

    public void PassMs(double milliseconds) => Pass(TimeSpan.FromMilliseconds(milliseconds));
}
