using System.Text;

namespace Coordination.Testing;

/// <summary>
/// A simulated run failed. Its message ends with the last events, and with how to run the same again.
/// </summary>
public sealed class SimulationFailedException : Exception
{
    internal SimulationFailedException(ulong seed, string reason, IReadOnlyList<TraceEvent> events, Exception? inner)
        : base(Describe(seed, reason, events), inner)
    {
        Seed = seed;
        Reason = reason;
        Events = events;
    }

    /// <summary>The seed that leads to it.</summary>
    public ulong Seed { get; }

    /// <summary>What failed, without events and seed.</summary>
    public string Reason { get; }

    /// <summary>The last events before it, oldest first.</summary>
    public IReadOnlyList<TraceEvent> Events { get; }

    private static string Describe(ulong seed, string reason, IReadOnlyList<TraceEvent> events)
    {
        var message = new StringBuilder();
        message.Append("Seed ").Append(seed).Append(" failed: ").AppendLine(reason);
        message.Append("The last ").Append(events.Count).AppendLine(" events:");
        foreach (TraceEvent happened in events)
            message.Append("  ").AppendLine(happened.ToString());
        message.Append("To replay: run the test with ").Append(Simulation.SeedVariable).Append('=').Append(seed)
            .Append(", or call Simulation.RunAsync(").Append(seed).Append(", body).");
        return message.ToString();
    }
}
