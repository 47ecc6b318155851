namespace Coordination.Ensemble;

/// <summary>
/// What an ensemble counts of itself, inside its exclusion; metrics read it from outside and may be a little behind.
/// </summary>
internal sealed class Figures
{
    public long Reads { get; set; }

    public long Commands { get; set; }

    public long Events { get; set; }

    public long ExpiredSessions { get; set; }

    public long RefusedConnections { get; set; }

    public long FailedAuthentications { get; set; }

    public long Pauses { get; set; }
}
