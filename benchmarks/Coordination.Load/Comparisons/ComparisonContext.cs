using Coordination.Load.Reporting;
using Coordination.Load.Servers;

namespace Coordination.Load.Comparisons;

/// <summary>How comparisons are made.</summary>
internal sealed record ComparisonContext(Report Report, ServerOptions Servers)
{
    /// <summary>How many times each contestant has its turn: A B A B …</summary>
    public required int Rounds { get; init; }

    /// <summary>Measured in each turn.</summary>
    public required TimeSpan Measured { get; init; }

    /// <summary>Before it is measured in each turn.</summary>
    public required TimeSpan WarmUp { get; init; }

    /// <summary>Before the first turn of each, so that both have compiled what they run.</summary>
    public required TimeSpan FirstWarmUp { get; init; }
}
