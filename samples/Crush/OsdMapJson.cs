using System.Text.Json;
using Coordination.Crush;

namespace Coordination.Samples.Crush;

/// <summary>Reads the JSON of <c>ceph osd dump</c>.</summary>
internal static class OsdMapJson
{
    private const long HashPspoolFlag = 1;
    private const int ErasurePool = 3;

    public static OsdMap Read(byte[] json, CrushMap crush)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        var cluster = new OsdMap(crush);
        int devices = root.GetProperty("max_osd").GetInt32();
        if (devices > 0)
            cluster[devices - 1] = default;
        foreach (JsonElement osd in root.GetProperty("osds").EnumerateArray())
            cluster[osd.GetProperty("osd").GetInt32()] = ReadDevice(osd);
        foreach (JsonElement element in root.GetProperty("pools").EnumerateArray())
        {
            Pool pool = ReadPool(element);
            cluster.Pools[pool.Id] = pool;
        }
        foreach (JsonElement upmap in Optional(root, "pg_upmap"))
            cluster.Upmaps[GroupOf(upmap)] = DevicesOf(upmap);
        foreach (JsonElement upmap in Optional(root, "pg_upmap_items"))
            cluster.UpmapItems[GroupOf(upmap)] = ExchangesOf(upmap);
        foreach (JsonElement temporary in Optional(root, "pg_temp"))
            cluster.TemporaryPlacements[GroupOf(temporary)] = DevicesOf(temporary);
        // A flat list: group, device, group, device, ..
        JsonElement[] primaries = [.. Optional(root, "primary_temp")];
        for (int i = 0; i + 1 < primaries.Length; i += 2)
            cluster.TemporaryPrimaries[ToGroup(primaries[i])] = primaries[i + 1].GetInt32();
        return cluster;
    }

    private static DeviceState ReadDevice(JsonElement osd) => new(
        Exists: true,
        IsUp: osd.GetProperty("up").GetInt32() != 0,
        Reweight: ToFixed(osd.GetProperty("weight").GetDouble()),
        PrimaryAffinity: ToFixed(osd.GetProperty("primary_affinity").GetDouble()));

    private static Pool ReadPool(JsonElement pool) => new()
    {
        Id = pool.GetProperty("pool").GetInt64(),
        IsErasureCoded = pool.GetProperty("type").GetInt32() == ErasurePool,
        Size = pool.GetProperty("size").GetInt32(),
        RuleId = pool.GetProperty("crush_rule").GetInt32(),
        PgNum = pool.GetProperty("pg_num").GetUInt32(),
        PgpNum = pool.GetProperty("pg_placement_num").GetUInt32(),
        ObjectHash = (ObjectHash)pool.GetProperty("object_hash").GetInt32(),
        HashesPoolId = (pool.GetProperty("flags").GetInt64() & HashPspoolFlag) != 0,
    };

    private static uint ToFixed(double part) => (uint)Math.Round(part * 65536);

    private static IEnumerable<JsonElement> Optional(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray() : [];

    private static PlacementGroupId GroupOf(JsonElement element) => ToGroup(element.GetProperty("pgid"));

    private static PlacementGroupId ToGroup(JsonElement text) =>
        PlacementGroupId.TryParse(text.GetString(), out var id) ? id
            : throw new UsageException($"'{text}' is not a placement group");

    private static int[] DevicesOf(JsonElement element) =>
        [.. element.GetProperty("osds").EnumerateArray().Select(d => d.GetInt32())];

    private static (int From, int To)[] ExchangesOf(JsonElement element) =>
        [.. element.GetProperty("mappings").EnumerateArray()
            .Select(m => (m.GetProperty("from").GetInt32(), m.GetProperty("to").GetInt32()))];
}
