namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>
/// Puts the zxids and times of a server in the model's terms. Which is which is learned from the stats as they
/// come: a zxid of the one must always stand where the same zxid of the other stands, and the order of both must be the
/// same. Times of the model are all different; those of the server need not be.
/// </summary>
internal sealed class Renaming
{
    private readonly SortedDictionary<long, long> _zxids = new() { [0] = 0 };
    private readonly Dictionary<long, long> _timesMs = new() { [0] = 0 };

    /// <summary>
    /// Stands for the stat that a server does not send: a create within a multi answers its path alone.
    /// </summary>
    public static Stat NotSent { get; } = new() { Czxid = new Zxid(-1) };

    /// <summary>
    /// An answer of the server in the model's terms, as far as they agree; where they do not, the server's own numbers
    /// stay.
    /// </summary>
    public StepOutcome Apply(StepOutcome model, StepOutcome real)
    {
        var stats = new Queue<Stat>();
        StatRewriter.Rewrite(model.Body, stat =>
        {
            stats.Enqueue(stat);
            return stat;
        });
        Stat Next(Stat stat) => stats.TryDequeue(out Stat wanted) ? Rename(wanted, stat) : stat;
        return real with { Body = StatRewriter.Rewrite(real.Body, Next) };
    }

    /// <summary>The server's zxid for one of the model's that some answer has shown.</summary>
    public Zxid ToServer(Zxid model) => new(_zxids.Single(pair => pair.Value == model.Value).Key);

    private Stat Rename(Stat model, Stat real) => real == NotSent
        ? model
        : real with
        {
            Czxid = Zxid(model.Czxid, real.Czxid),
            Mzxid = Zxid(model.Mzxid, real.Mzxid),
            Pzxid = Zxid(model.Pzxid, real.Pzxid),
            CtimeMs = TimeMs(model.CtimeMs, real.CtimeMs),
            MtimeMs = TimeMs(model.MtimeMs, real.MtimeMs),
        };

    private Zxid Zxid(Zxid model, Zxid real)
    {
        if (!_zxids.TryGetValue(real.Value, out long known))
        {
            bool keepsOrder = _zxids.All(pair =>
                pair.Value != model.Value && pair.Key < real.Value == pair.Value < model.Value);
            if (!keepsOrder)
                return real;
            _zxids.Add(real.Value, known = model.Value);
        }

        return new Zxid(known);
    }

    private long TimeMs(long model, long real)
    {
        _timesMs.TryAdd(model, real);
        return _timesMs[model] == real ? model : real;
    }
}
