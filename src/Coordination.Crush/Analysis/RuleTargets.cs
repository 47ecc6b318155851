namespace Coordination.Crush;

/// <summary>
/// What a rule places on: the devices below the bucket that it takes, their weights, and the failure domain of each.
/// Read from rules of the form "take, choose(leaf), emit"; other rules have no single failure domain.
/// </summary>
public sealed class RuleTargets
{
    private readonly SortedDictionary<int, double> _weights = [];
    private readonly Dictionary<int, int> _domains = [];

    private RuleTargets(int failureDomainType) => FailureDomainType = failureDomainType;

    /// <summary>Number of the type of which no two replicas share a bucket; 0: only the devices differ.</summary>
    public int FailureDomainType { get; }

    /// <summary>Weight of each device, times its reweight; ascending ids, devices without weight left out.</summary>
    public IReadOnlyDictionary<int, double> Weights => _weights;

    /// <summary>The bucket that no other replica may share with the device; the device itself for type 0.</summary>
    public int DomainOf(int device) => _domains[device];

    /// <summary>The targets of a rule, or null if the rule does not exist or has another form.</summary>
    /// <param name="map">The map.</param>
    /// <param name="ruleId">The rule.</param>
    /// <param name="reweights">As for the mapper; null: all devices are in.</param>
    public static RuleTargets? Of(CrushMap map, int ruleId, IReadOnlyList<uint>? reweights = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (map.FindRule(ruleId) is not { } rule)
            return null;
        RuleStep[] steps = [.. rule.Steps.ToArray().Where(s => s.IsChoose || s.Op is RuleOp.Take or RuleOp.Emit)];
        if (steps is not [{ Op: RuleOp.Take }, { IsChoose: true }, { Op: RuleOp.Emit }]
            || map.FindBucket(steps[0].Arg1) is not { } root)
            return null;
        var targets = new RuleTargets(steps[1].Arg2);
        targets.Collect(map, root, reweights ?? Reweight.Full(map), domain: 0);
        return targets;
    }

    /// <summary>Part of all data that each device should hold, if every device could hold its share.</summary>
    public IReadOnlyDictionary<int, double> Shares()
    {
        double sum = _weights.Values.Sum();
        return new SortedDictionary<int, double>(_weights.ToDictionary(w => w.Key, w => w.Value / sum));
    }

    /// <summary>
    /// How many of <paramref name="groups"/> × <paramref name="replicas"/> each device should hold: its share, but no
    /// failure domain more than one replica of each group. What a heavy domain cannot take goes to the others.
    /// </summary>
    public IReadOnlyDictionary<int, double> Targets(int groups, int replicas)
    {
        var domains = _weights.GroupBy(w => _domains[w.Key]).Select(d => (d.Key, Weight: d.Sum(w => w.Value))).ToList();
        double left = (double)groups * Math.Min(replicas, domains.Count);
        double weight = domains.Sum(d => d.Weight);
        var scale = new Dictionary<int, double>();
        foreach (var (domain, domainWeight) in domains.OrderByDescending(d => d.Weight).ThenByDescending(d => d.Key))
        {
            // The heaviest first: once one fits, all lighter ones do, and the scale stays the same.
            double held = Math.Min(groups, left * domainWeight / weight);
            scale[domain] = held / domainWeight;
            left -= held;
            weight -= domainWeight;
        }
        return new SortedDictionary<int, double>(
            _weights.ToDictionary(w => w.Key, w => w.Value * scale[_domains[w.Key]]));
    }

    private void Collect(CrushMap map, Bucket bucket, IReadOnlyList<uint> reweights, int domain)
    {
        for (int i = 0; i < bucket.Items.Length; i++)
        {
            int item = bucket.Items[i];
            if (map.FindBucket(item) is { } child)
            {
                Collect(map, child, reweights, child.Type == FailureDomainType ? child.Id : domain);
                continue;
            }
            double weight = bucket.ItemWeights[i] / 65536.0;
            double part = item < reweights.Count ? Math.Min(reweights[item], Reweight.In) / (double)Reweight.In : 0;
            if (weight * part <= 0 || (domain == 0 && FailureDomainType != 0))
                continue;
            _weights[item] = _weights.GetValueOrDefault(item) + weight * part;
            _domains[item] = FailureDomainType == 0 ? item : domain;
        }
    }
}
