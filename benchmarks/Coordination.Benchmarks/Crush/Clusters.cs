using Coordination.Crush;

namespace Coordination.Benchmarks.Crush;

/// <summary>Regular maps of any size.</summary>
internal static class Clusters
{
    /// <summary>Hosts of 10 devices, racks of 10 hosts, rows of 10 racks, one root.</summary>
    public static CrushMap InFourLevels(int devices) => LayeredMap.Build(devices,
        new("host", BucketAlgorithm.Straw2, 10), new("rack", BucketAlgorithm.Straw2, 10),
        new("row", BucketAlgorithm.Straw2, 10), new("root", BucketAlgorithm.Straw2, 0));

    /// <summary>A cluster with one pool, of which each device holds about as many groups as is asked for.</summary>
    public static OsdMap WithPool(int devices, uint groupsPerDevice)
    {
        const int replicas = 3;
        uint groups = (uint)devices * groupsPerDevice / replicas;
        var pool = new Pool { Id = 1, Size = replicas, PgNum = groups, PgpNum = groups };
        var cluster = new OsdMap(InFourLevels(devices)) { Pools = { [1] = pool } };
        for (int device = 0; device < devices; device++)
            cluster[device] = DeviceState.Healthy;
        return cluster;
    }
}
