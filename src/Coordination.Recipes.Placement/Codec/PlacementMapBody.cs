using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>The fields of a map, one after the other.</summary>
internal static class PlacementMapBody
{
    private const byte ErasureCoded = 1;
    private const byte HashesPoolId = 2;

    public static ByteSink Write(PlacementMap map)
    {
        var sink = new ByteSink();
        WritePool(sink, map.Pool);
        sink.Int32(map.Changes.Count);
        foreach (ChangeId change in map.Changes)
        {
            sink.Int64(change.Session);
            sink.Int64(change.Number);
        }

        sink.Int32(map.Statuses.Count);
        foreach ((int device, DeviceStatus status) in map.Statuses)
        {
            sink.Int32(device);
            sink.Byte((byte)status.Standing);
            sink.UInt32(status.Reweight);
            sink.UInt32(status.PrimaryAffinity);
        }

        sink.Int32(map.Exchanges.Count);
        foreach ((uint group, IReadOnlyList<(int From, int To)> exchanges) in map.Exchanges)
        {
            sink.UInt32(group);
            sink.Int32(exchanges.Count);
            foreach ((int from, int to) in exchanges)
            {
                sink.Int32(from);
                sink.Int32(to);
            }
        }

        sink.Int32(map.Acting.Count);
        foreach ((uint group, IReadOnlyList<int> devices) in map.Acting)
        {
            sink.UInt32(group);
            sink.Int32(devices.Count);
            foreach (int device in devices)
                sink.Int32(device);
        }

        sink.Bytes(CrushBinary.Encode(map.Crush));
        return sink;
    }

    /// <exception cref="PlacementFormatException">Cut off or contradictory.</exception>
    /// <exception cref="CrushFormatException">The CRUSH map in it is.</exception>
    /// <exception cref="ArgumentException">Pool and map do not fit.</exception>
    public static PlacementMap Read(ReadOnlySpan<byte> bytes)
    {
        var source = new ByteSource(bytes);
        Pool pool = ReadPool(ref source);
        List<ChangeId> changes = [];
        for (int left = source.Count(2 * sizeof(long)); left > 0; left--)
            changes.Add(new ChangeId(source.Int64(), source.Int64()));
        if (changes.Count > PlacementLimits.RememberedChanges)
            throw new PlacementFormatException($"It remembers {changes.Count} changes.");

        SortedDictionary<int, DeviceStatus> statuses = ReadStatuses(ref source);
        SortedDictionary<uint, IReadOnlyList<(int From, int To)>> exchanges = [];
        for (int left = source.Count(2 * sizeof(int)); left > 0; left--)
        {
            uint group = source.UInt32();
            var list = new (int From, int To)[source.Count(2 * sizeof(int))];
            for (int i = 0; i < list.Length; i++)
                list[i] = (source.Int32(), source.Int32());
            exchanges[group] = list;
        }

        SortedDictionary<uint, IReadOnlyList<int>> acting = [];
        for (int left = source.Count(2 * sizeof(int)); left > 0; left--)
        {
            uint group = source.UInt32();
            var list = new int[source.Count(sizeof(int))];
            for (int i = 0; i < list.Length; i++)
                list[i] = source.Int32();
            acting[group] = list;
        }

        CrushMap crush = CrushBinary.Decode(source.Bytes());
        if (source.Left > 0)
            throw new PlacementFormatException($"{source.Left} bytes follow where it should end.");
        return new PlacementMap(crush, pool, statuses, exchanges, acting, changes);
    }

    private static void WritePool(ByteSink sink, Pool pool)
    {
        sink.Int64(pool.Id);
        sink.Byte((byte)((pool.IsErasureCoded ? ErasureCoded : 0) | (pool.HashesPoolId ? HashesPoolId : 0)));
        sink.Int32(pool.Size);
        sink.Int32(pool.RuleId);
        sink.UInt32(pool.PgNum);
        sink.UInt32(pool.PgpNum);
        sink.Byte((byte)pool.ObjectHash);
    }

    private static Pool ReadPool(ref ByteSource source)
    {
        long id = source.Int64();
        byte flags = source.Byte();
        var pool = new Pool
        {
            Id = id,
            IsErasureCoded = (flags & ErasureCoded) != 0,
            HashesPoolId = (flags & HashesPoolId) != 0,
            Size = source.Int32(),
            RuleId = source.Int32(),
            PgNum = source.UInt32(),
            PgpNum = source.UInt32(),
            ObjectHash = (ObjectHash)source.Byte(),
        };
        return flags <= (ErasureCoded | HashesPoolId) && pool.ObjectHash is ObjectHash.Linux or ObjectHash.Rjenkins
            ? pool : throw new PlacementFormatException("Its pool has flags or a hash that nobody knows.");
    }

    private static SortedDictionary<int, DeviceStatus> ReadStatuses(ref ByteSource source)
    {
        SortedDictionary<int, DeviceStatus> statuses = [];
        for (int left = source.Count(sizeof(int) + 1 + 2 * sizeof(uint)); left > 0; left--)
        {
            int device = source.Int32();
            var status = new DeviceStatus((DeviceStanding)source.Byte(), source.UInt32(), source.UInt32());
            if (status.Standing > DeviceStanding.Out || status.Reweight > Reweight.In
                || status.PrimaryAffinity > DeviceState.FullAffinity)
                throw new PlacementFormatException($"Device {device} has a status that nobody knows: {status}.");
            statuses[device] = status;
        }

        return statuses;
    }
}
