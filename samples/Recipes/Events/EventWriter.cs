using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Coordination.Samples.Recipes.Events;

/// <summary>
/// Writes events to standard output, one JSON object a line. Before each it looks whether what is held is still proven,
/// and says first that it is lost where it is not: so a process that was stopped for longer than its session tells that
/// before anything else.
/// </summary>
internal sealed class EventWriter(Stream output, string id)
{
    private readonly Lock _sync = new();
    private HeldLease? _held;

    /// <summary>CLOCK_MONOTONIC, seconds.</summary>
    public static double Now => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

    public void Write(RecipeEvent line)
    {
        lock (_sync)
        {
            TellLoss();
            Put(line with { Id = id, T = Now });
        }
    }

    public void WriteObserved(string? leader)
    {
        lock (_sync)
        {
            TellLoss();
            Put(new ObservedEvent(id, Now, leader), EventContext.Default.ObservedEvent);
        }
    }

    public void Write(WatchLine line)
    {
        lock (_sync)
            Put(line with { Id = id, T = Now }, EventContext.Default.WatchLine);
    }

    /// <summary>Begins a holding; false where it is lost before it could be told, and nothing is.</summary>
    public bool Begin(HeldLease held, string what, TimeProvider clock)
    {
        lock (_sync)
        {
            TellLoss();
            RecipeEvent line = Timed(held, what, clock);
            if (!held.Lease.IsHeld)
                return false;
            _held = held;
            Put(line);
            return true;
        }
    }

    /// <summary>Tells something about the holding that stands; false, with the loss told, where it is lost.</summary>
    public bool Continue(HeldLease held, RecipeEvent line)
    {
        lock (_sync)
        {
            TellLoss();
            if (!held.IsLost)
                Put(line with { Id = id, T = Now });
            return !held.IsLost;
        }
    }

    /// <summary>Tells until when the holding is proven now.</summary>
    public void Renew(HeldLease held, TimeProvider clock)
    {
        lock (_sync)
        {
            TellLoss();
            if (!held.IsLost)
                Put(Timed(held, "held", clock));
        }
    }

    /// <summary>Ends a holding; tells that, or before it the loss.</summary>
    public void End(HeldLease held, string what)
    {
        lock (_sync)
        {
            TellLoss();
            if (_held != held)
                return;
            _held = null;
            Put(held.Tell(what) with { Id = id, T = Now });
        }
    }

    /// <summary>Tells a loss now if there is one.</summary>
    public void Look()
    {
        lock (_sync)
            TellLoss();
    }

    private void TellLoss()
    {
        if (_held is not { } held || held.Lease.IsHeld)
            return;
        held.IsLost = true;
        _held = null;
        Put(held.Tell("lost") with { Id = id, T = Now });
    }

    // The time is taken first: whatever passes between is on the safe side.
    private RecipeEvent Timed(HeldLease held, string what, TimeProvider clock)
    {
        double now = Now;
        double left = clock.GetElapsedTime(clock.GetTimestamp(), held.Lease.ValidUntil).TotalSeconds;
        return held.Tell(what) with { Id = id, T = now, Until = now + left };
    }

    private void Put(RecipeEvent line) => Put(line, SparseEventContext.Default.RecipeEvent);

    private void Put<T>(T line, JsonTypeInfo<T> type)
    {
        byte[] text = [.. JsonSerializer.SerializeToUtf8Bytes(line, type), (byte)'\n'];
        output.Write(text);
        output.Flush();
    }
}
