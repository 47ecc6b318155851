namespace Coordination.Testing;

/// <summary>
/// The queue and the clock of one run. Everything in a run happens inside an item of this queue, on its one thread, at
/// the time the item is due; among the items of one time a drawn number decides.
/// </summary>
internal sealed class SimulationKernel
{
    private readonly PriorityQueue<QueuedItem, Rank> _queue = new();
    private readonly SeededRandom _ties;
    private Thread? _thread;
    private readonly ManualResetEventSlim _failed = new();
    private Exception? _failure;
    private long _steps;

    public SimulationKernel(ulong seed, SimulationOptions options)
    {
        Random = new SeededRandom(seed);
        _ties = Random.Fork("ties");
        Trace = new TraceLog(options.EventsTold);
    }

    /// <summary>The root of all that is drawn; fork it, so that one use does not shift another.</summary>
    public SeededRandom Random { get; }

    public TraceLog Trace { get; }

    /// <summary>Virtual time since the run began, in ticks of 100 ns.</summary>
    public long NowTicks { get; private set; }

    /// <summary>Items that ran; read by the watchdog from its own thread.</summary>
    public long Steps => Volatile.Read(ref _steps);

    /// <summary>What ended the run: the first of all.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Makes the calling thread the one that runs everything.</summary>
    public void Enter() => _thread = Thread.CurrentThread;

    public bool IsOnThread => Thread.CurrentThread == _thread;

    public void CheckThread(string process)
    {
        if (IsOnThread)
            return;
        var escape = new SimulationEscapedException(process);
        Fail(escape);
        throw escape;
    }

    /// <summary>Ends the run before its next item. Any thread may call.</summary>
    public void Fail(Exception error)
    {
        Interlocked.CompareExchange(ref _failure, error, null);
        _failed.Set();
    }

    /// <summary>
    /// Waits in real time, when nothing is left to run, whether code that left the thread comes back and is caught: its
    /// message says more.
    /// </summary>
    public void WaitForFailure(TimeSpan grace) => _failed.Wait(grace);

    public void Tell(string process, string what, string? subject = null, long? number = null) =>
        Trace.Add(new TraceEvent(new TimeSpan(NowTicks), process, what, subject, number));

    /// <summary>Queues an item for a process.</summary>
    /// <param name="process">Whose pause holds it back and whose crash drops it.</param>
    /// <param name="item">What to run.</param>
    /// <param name="dueTicks">When; never before now.</param>
    /// <param name="version">For a timer, the arming it belongs to.</param>
    public void Enqueue(SimulatedProcess process, IThreadPoolWorkItem item, long dueTicks, int version = 0)
    {
        CheckThread(process.Name);
        _queue.Enqueue(
            new QueuedItem(process, item, version), new Rank(Math.Max(dueTicks, NowTicks), _ties.NextUInt64()));
    }

    /// <summary>Runs the next item; false when there is none.</summary>
    public bool RunNext()
    {
        while (_queue.TryDequeue(out QueuedItem next, out Rank rank))
        {
            if (next.IsVoid)
                continue;
            if (next.Process.PausedUntilTicks > rank.DueTicks)
            {
                _queue.Enqueue(next, new Rank(next.Process.PausedUntilTicks, _ties.NextUInt64()));
                continue;
            }

            NowTicks = rank.DueTicks;
            Volatile.Write(ref _steps, _steps + 1);
            Trace.AddStep(NowTicks, next.Process.Number, rank.Tie);
            next.Item.Execute();
            return true;
        }

        return false;
    }

    private readonly record struct QueuedItem(SimulatedProcess Process, IThreadPoolWorkItem Item, int Version)
    {
        // A timer that was armed anew or stopped leaves its old item behind; it must not even move the clock.
        public bool IsVoid => Process.IsCrashed || (Item is SimulatedTimer timer && timer.Version != Version);
    }

    private readonly record struct Rank(long DueTicks, ulong Tie) : IComparable<Rank>
    {
        public int CompareTo(Rank other) =>
            DueTicks != other.DueTicks ? DueTicks.CompareTo(other.DueTicks) : Tie.CompareTo(other.Tie);
    }
}
