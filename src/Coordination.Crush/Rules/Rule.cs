namespace Coordination.Crush;

/// <summary>How to descend from a root to as many devices as there are replicas. Immutable.</summary>
public sealed class Rule
{
    private readonly RuleStep[] _steps;

    /// <summary>Makes a rule out of its steps.</summary>
    /// <param name="kind">What the rule is for.</param>
    /// <param name="steps">Its steps, in order.</param>
    public Rule(RuleKind kind, params ReadOnlySpan<RuleStep> steps) => (Kind, _steps) = (kind, steps.ToArray());

    /// <summary>What the rule is for.</summary>
    public RuleKind Kind { get; }

    /// <summary>Its steps, in order.</summary>
    public ReadOnlySpan<RuleStep> Steps => _steps;

    /// <summary>Least number of replicas it serves (Ceph up to 17 asks).</summary>
    public byte MinSize { get; init; } = 1;

    /// <summary>Greatest number of replicas it serves (Ceph up to 17 asks).</summary>
    public byte MaxSize { get; init; } = 100;

    /// <summary>Number that pools of old Ceph knew the rule by; the rule's own id since then. Null: its id.</summary>
    public byte? Ruleset { get; init; }

    internal bool IsMsr => Kind is RuleKind.MsrFirstn or RuleKind.MsrIndep;

    internal Rule WithSteps(RuleStep[] steps) =>
        new(Kind, steps) { MinSize = MinSize, MaxSize = MaxSize, Ruleset = Ruleset };
}
