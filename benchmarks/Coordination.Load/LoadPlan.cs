namespace Coordination.Load;

/// <summary>What a generator is to do to a server.</summary>
internal sealed record LoadPlan
{
    private string _name = NewName();

    public LoadOperation Operation { get; init; }

    /// <summary>Connections, each with a session; of a watch load, those that watch.</summary>
    public int Connections { get; init; } = 50;

    /// <summary>
    /// Requests in flight on each connection; of a watch load, changes that some have not heard of; of sessions, 1.
    /// </summary>
    public int Depth { get; init; } = 20;

    /// <summary>Length of a znode's data, bytes.</summary>
    public int DataLength { get; init; } = 100;

    /// <summary>Znodes that are read and written, drawn uniformly.</summary>
    public int Znodes { get; init; } = 1_000;

    /// <summary>Of a mix, how many of a hundred are gets; the others are sets.</summary>
    public int ReadPercent { get; init; } = 90;

    /// <summary>
    /// Operations per second of all connections together, each sent when it is due, whether or not those before it are
    /// answered; 0: as many as go.
    /// </summary>
    public int Rate { get; init; }

    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan Measured { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The znode below which everything is done.</summary>
    public ZPath Root { get; } = ZPath.Parse("/load");

    /// <summary>One of the znodes that are read and written.</summary>
    public ZPath Znode(int index) => Root / $"z{index:D6}";

    /// <summary>
    /// The parent of what one connection creates. Every load has its own, or the next would find them.
    /// </summary>
    public ZPath Parent(int connection) => Root / $"{_name}-{connection:D4}";

    /// <summary>The same, with parents of its own.</summary>
    public LoadPlan Anew() => this with { _name = NewName() };

    private static string NewName() => Guid.NewGuid().ToString("N")[..8];
}
