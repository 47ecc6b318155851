using System.Text;
using Coordination.Crush;
using Coordination.Recipes.Placement;

namespace Coordination.Samples.Placement;

/// <summary>
/// The client's side of the store: it computes where an object is and goes there, without a metadata server.
/// </summary>
internal sealed class ObjectStore(PlacementFollower follower, Cluster cluster)
{
    private PlacementSnapshot _moved = follower.Current; // By which the data lies as it should.

    /// <summary>Reads that found too few replicas.</summary>
    public int Lost { get; set; }

    public void Put(string key, byte[] data)
    {
        Span<int> devices = stackalloc int[follower.Current.Map.Pool.Size];
        int count = follower.Current.LocateServing(Encoding.UTF8.GetBytes(key), devices);
        foreach (int device in devices[..count])
            cluster.DeviceOf(device)?.Write(key, data);
    }

    /// <summary>Reads an object; while data moves it is where it was, or where it shall be.</summary>
    public bool TryGet(string key, int leastReplicas, out byte[] data)
    {
        data = [];
        int found = 0;
        foreach (int device in Holders(follower.Current, key).Union(Holders(_moved, key)))
        {
            if (cluster.DeviceOf(device)?.TryRead(key, out byte[] there) != true)
                continue;
            data = there;
            found++;
        }

        return found >= leastReplicas;
    }

    /// <summary>Brings every object to where the newest map has it; returns how many replicas were copied.</summary>
    public int MoveData()
    {
        PlacementSnapshot now = follower.Current;
        int copied = 0;
        foreach (string key in cluster.Devices.SelectMany(device => device.Keys).Distinct().ToList())
        {
            IReadOnlyList<int> places = now.Locate(key).Acting;
            if (!TryGet(key, 1, out byte[] data))
                continue; // Counted as lost by whoever reads it.
            foreach (StorageDevice device in cluster.Devices)
            {
                bool belongs = places.Contains(device.Id), has = device.TryRead(key, out _);
                if (belongs && !has)
                {
                    device.Write(key, data);
                    copied++;
                }
                else if (!belongs && has)
                {
                    device.Drop(key);
                }
            }
        }

        _moved = now;
        return copied;
    }

    private static IEnumerable<int> Holders(PlacementSnapshot snapshot, string key)
    {
        GroupPlacement where = snapshot.Locate(key);
        return where.Acting.Union(where.Raw);
    }
}
