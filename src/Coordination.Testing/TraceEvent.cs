using System.Globalization;

namespace Coordination.Testing;

/// <summary>One thing that happened in a run, as the message of a failure tells it.</summary>
/// <param name="Time">When, virtual time since the run began.</param>
/// <param name="Process">To which simulated process.</param>
/// <param name="What">What.</param>
/// <param name="Subject">To what: a path, a session, another process; null where there is nothing to name.</param>
/// <param name="Number">A zxid, an xid or a count that belongs to it; null where none does.</param>
public readonly record struct TraceEvent(
    TimeSpan Time, string Process, string What, string? Subject = null, long? Number = null)
{
    /// <summary>One line: <c>0.001203s client-1 sends Create /a #7</c>.</summary>
    public override string ToString()
    {
        string time = Time.TotalSeconds.ToString("F7", CultureInfo.InvariantCulture);
        string subject = Subject is null ? "" : " " + Subject;
        string number = Number is { } n ? string.Create(CultureInfo.InvariantCulture, $" #{n}") : "";
        return $"{time}s {Process} {What}{subject}{number}";
    }
}
