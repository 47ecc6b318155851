namespace Coordination.Testing;

/// <summary>
/// What goes wrong, and how often. Take <see cref="None"/>, <see cref="Default"/> or <see cref="Harsh"/>, and change
/// what matters to the test.
/// </summary>
/// <remarks>
/// Probabilities are from 0 to 1; frequencies are per minute of virtual time and per process. With
/// <see cref="IsSwarm"/> each seed draws its own mix: some kinds of fault stay off, the others come more or less often,
/// so that rare combinations occur somewhere.
/// </remarks>
public sealed class Faults
{
    /// <summary>Nothing goes wrong, but every message takes its time and no call is answered at once.</summary>
    public static Faults None => new();

    /// <summary>What a bad day in a data centre brings.</summary>
    public static Faults Default => new()
    {
        IsSwarm = true,
        RefuseConnection = 0.05,
        LoseRequest = 0.005,
        LoseAnswer = 0.005,
        Disconnect = 0.005,
        Silence = 0.2,
        SlowMessage = 0.02,
        LateRequests = 0.1,
        AnswerAtOnce = 0.2,
        PausesPerMinute = 1,
        PartitionsPerMinute = 1,
        ExpiriesPerMinute = 0.3,
    };

    /// <summary>Far worse than life: most of a run is spent recovering.</summary>
    public static Faults Harsh => new()
    {
        IsSwarm = true,
        RefuseConnection = 0.2,
        LoseRequest = 0.03,
        LoseAnswer = 0.03,
        Disconnect = 0.03,
        Silence = 0.4,
        SlowMessage = 0.1,
        LateRequests = 0.3,
        AnswerAtOnce = 0.3,
        PausesPerMinute = 6,
        PartitionsPerMinute = 6,
        ExpiriesPerMinute = 2,
    };

    /// <summary>Whether each seed draws its own mix of these faults.</summary>
    public bool IsSwarm { get; set; }

    /// <summary>Probability that an attempt to connect fails.</summary>
    public double RefuseConnection { get; set; }

    /// <summary>
    /// Probability that a request is lost; nothing sent later on that connection arrives either, and it ends sooner or
    /// later.
    /// </summary>
    public double LoseRequest { get; set; }

    /// <summary>
    /// Probability that an answer or an event is lost, after the request was carried out; nothing later arrives on that
    /// connection, and it ends.
    /// </summary>
    public double LoseAnswer { get; set; }

    /// <summary>Probability, at each message, that the connection breaks at once.</summary>
    public double Disconnect { get; set; }

    /// <summary>Messages after which every connection breaks, counted both ways; null, the default: none.</summary>
    public int? DisconnectAtStep { get; set; }

    /// <summary>Probability that neither end is told of a broken connection: each has to notice the silence.</summary>
    public double Silence { get; set; }

    /// <summary>Least time that a message takes; 0.1 ms by default.</summary>
    public TimeSpan MinLatency { get; set; } = TimeSpan.FromMilliseconds(0.1);

    /// <summary>Time that a message takes at most, unless it is slow; 2 ms by default.</summary>
    public TimeSpan MaxLatency { get; set; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Probability that a message is slow; what is sent after it waits behind it.</summary>
    public double SlowMessage { get; set; }

    /// <summary>Time that a slow message takes at most; 3 s by default.</summary>
    public TimeSpan MaxSlowLatency { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Probability that what is under way to the ensemble when a connection ends, however it ends, comes late: when the
    /// client may have connected anew, sent the same again, or lost its session. A message never comes twice on one
    /// connection, as in TCP; this is how requests come twice.
    /// </summary>
    public double LateRequests { get; set; }

    /// <summary>How late they come at most; 10 s by default.</summary>
    public TimeSpan MaxLateness { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Probability that a call is answered on its caller's stack, where the transport can do that. 0, the default:
    /// every call is a suspension point.
    /// </summary>
    public double AnswerAtOnce { get; set; }

    /// <summary>How often a process is paused.</summary>
    public double PausesPerMinute { get; set; }

    /// <summary>The longest pause; 30 s by default.</summary>
    public TimeSpan MaxPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a process is cut off from its ensemble, in one direction or both.</summary>
    public double PartitionsPerMinute { get; set; }

    /// <summary>The longest partition; 30 s by default.</summary>
    public TimeSpan MaxPartition { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a process is cut off until its session has expired.</summary>
    public double ExpiriesPerMinute { get; set; }

    /// <summary>
    /// How often the wall clock of a process is set, forward or back. 0, the default: histories in which times matter
    /// are easier to read.
    /// </summary>
    public double ClockJumpsPerMinute { get; set; }

    /// <summary>How far a wall clock is set at most; 1 h by default.</summary>
    public TimeSpan MaxClockJump { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The mix of one seed: these faults themselves unless <see cref="IsSwarm"/>.</summary>
    public Faults DrawMix(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var mix = (Faults)MemberwiseClone();
        if (!IsSwarm)
            return mix;

        mix.IsSwarm = false;
        mix.RefuseConnection = Vary(RefuseConnection, 1);
        mix.LoseRequest = Vary(LoseRequest, 1);
        mix.LoseAnswer = Vary(LoseAnswer, 1);
        mix.Disconnect = Vary(Disconnect, 1);
        mix.Silence = Vary(Silence, 1);
        mix.SlowMessage = Vary(SlowMessage, 1);
        mix.AnswerAtOnce = Vary(AnswerAtOnce, 1);
        mix.PausesPerMinute = Vary(PausesPerMinute, double.MaxValue);
        mix.PartitionsPerMinute = Vary(PartitionsPerMinute, double.MaxValue);
        mix.ExpiriesPerMinute = Vary(ExpiriesPerMinute, double.MaxValue);
        mix.ClockJumpsPerMinute = Vary(ClockJumpsPerMinute, double.MaxValue);
        mix.LateRequests = Vary(LateRequests, 1);
        return mix;

        double Vary(double value, double most)
        {
            const double OffChance = 0.4;
            double factor = random.Chance(OffChance) ? 0 : 2 * random.NextDouble();
            return Math.Min(value * factor, most);
        }
    }

    internal void Validate()
    {
        CheckProbability(RefuseConnection, nameof(RefuseConnection));
        CheckProbability(LoseRequest, nameof(LoseRequest));
        CheckProbability(LoseAnswer, nameof(LoseAnswer));
        CheckProbability(Disconnect, nameof(Disconnect));
        CheckProbability(Silence, nameof(Silence));
        CheckProbability(SlowMessage, nameof(SlowMessage));
        CheckProbability(LateRequests, nameof(LateRequests));
        CheckProbability(AnswerAtOnce, nameof(AnswerAtOnce));
        ArgumentOutOfRangeException.ThrowIfNegative(PausesPerMinute);
        ArgumentOutOfRangeException.ThrowIfNegative(PartitionsPerMinute);
        ArgumentOutOfRangeException.ThrowIfNegative(ExpiriesPerMinute);
        ArgumentOutOfRangeException.ThrowIfNegative(ClockJumpsPerMinute);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinLatency, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxLatency, MinLatency);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxSlowLatency, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxLateness, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(DisconnectAtStep ?? 1, 1);
    }

    private static void CheckProbability(double value, string name)
    {
        if (value is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(name, value, $"{name} is a probability: from 0 to 1.");
    }
}
