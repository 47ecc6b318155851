using Coordination.Crush;
using FsCheck.Xunit;

namespace Coordination.Tests.Crush.Analysis;

public sealed class UpmapBalancerTests
{
    [Property(MaxTest = 12, EndSize = 1 << 20)]
    public void Every_device_comes_within_one_group_of_its_target(int seed)
    {
        var random = new System.Random(seed);
        OsdMap cluster = Cluster(hosts: random.Next(8, 20), perHost: random.Next(2, 6), groups: 1024, random);

        BalancePlan plan = UpmapBalancer.Balance(cluster, 1);

        Assert.Empty(plan.Unreachable);
        Assert.InRange(plan.DeviationAfter, 0, 1 + 1e-9);
        CheckCarriedOut(cluster, plan);
    }

    /// <summary>At scale 10 the size that is asked for: 10,000 devices of 100 groups.</summary>
    [Fact]
    public void Thousands_of_devices_come_within_one_group_of_their_target()
    {
        int hosts = 50 * Math.Min(TestScale.Factor, 10);
        OsdMap cluster = Cluster(hosts, perHost: 20, groups: (uint)hosts * 20 * 100 / 3, new System.Random(4));

        BalancePlan plan = UpmapBalancer.Balance(cluster, 1);

        Assert.Empty(plan.Unreachable);
        Assert.InRange(plan.DeviationAfter, 0, 1 + 1e-9);
        Assert.True(plan.DeviationBefore > 20);
    }

    [Fact]
    public void As_many_domains_as_replicas_are_levelled_within_the_domains()
    {
        OsdMap cluster = Cluster(hosts: 3, perHost: 5, groups: 500, new System.Random(1));

        BalancePlan plan = UpmapBalancer.Balance(cluster, 1);

        Assert.InRange(plan.DeviationAfter, 0, 1 + 1e-9);
        CheckCarriedOut(cluster, plan);
    }

    [Fact]
    public void A_balanced_pool_is_left_alone()
    {
        OsdMap cluster = Cluster(hosts: 10, perHost: 3, groups: 256, new System.Random(2));
        foreach (var (group, exchanges) in UpmapBalancer.Balance(cluster, 1).UpmapItems)
            cluster.UpmapItems[group] = exchanges;

        BalancePlan again = UpmapBalancer.Balance(cluster, 1);

        Assert.Equal(0, again.ReplicasMoved);
        Assert.Equal(cluster.UpmapItems.Count, again.UpmapItems.Count);
    }

    [Fact]
    public void A_heavy_domain_is_asked_for_no_more_than_it_can_hold()
    {
        CrushMap map = new CrushMapBuilder("host", "root")
            .Add("root", "root", root => root
                .Add("host", "big", host => host.Device(0, 50.0).Device(1, 50.0))
                .Add("host", "h1", host => host.Device(2))
                .Add("host", "h2", host => host.Device(3)))
            .ReplicatedRule("r", "root", "host")
            .Build();

        RuleTargets targets = RuleTargets.Of(map, 0)!;      // the builder's rule

        Assert.Equal([50, 50, 50, 50], targets.Targets(groups: 100, replicas: 2).Values);
    }

    /// <summary>
    /// The exchanges, applied as a cluster applies them, respect the failure domains and give the promised load.
    /// </summary>
    private static void CheckCarriedOut(OsdMap cluster, BalancePlan plan)
    {
        foreach (var (group, exchanges) in plan.UpmapItems)
            cluster.UpmapItems[group] = exchanges;
        RuleTargets targets = RuleTargets.Of(cluster.Crush, 0)!;        // Cluster makes a simple rule
        Pool pool = cluster.Pools[1];
        var held = targets.Weights.ToDictionary(w => w.Key, _ => 0);
        for (uint g = 0; g < pool.PgNum; g++)
        {
            IReadOnlyList<int> up = cluster.Place(new PlacementGroupId(1, g)).Up;
            Assert.Equal(pool.Size, up.Select(targets.DomainOf).Distinct().Count());
            foreach (int device in up)
                held[device]++;
        }
        double worst = targets.Targets((int)pool.PgNum, pool.Size).Max(t => Math.Abs(held[t.Key] - t.Value));
        Assert.Equal(plan.DeviationAfter, worst, 6);
    }

    private static OsdMap Cluster(int hosts, int perHost, uint groups, System.Random random)
    {
        CrushMap map = new CrushMapBuilder("host", "root")
            .Add("root", "root", root =>
            {
                for (int h = 0; h < hosts; h++)
                    AddHost(root, h, perHost, random);
            })
            .ReplicatedRule("r", "root", "host")
            .Build();
        var cluster = new OsdMap(map) { Pools = { [1] = new Pool { Id = 1, PgNum = groups, PgpNum = groups } } };
        for (int device = 0; device < hosts * perHost; device++)
            cluster[device] = DeviceState.Healthy;
        return cluster;
    }

    private static void AddHost(BucketContents root, int number, int perHost, System.Random random) =>
        root.Add("host", $"h{number}", host =>
        {
            for (int d = 0; d < perHost; d++)
                host.Device(number * perHost + d, 1 + random.NextDouble());
        });
}
