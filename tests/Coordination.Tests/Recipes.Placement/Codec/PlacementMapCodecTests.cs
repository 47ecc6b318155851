using Coordination.Crush;
using Coordination.Recipes.Placement;
using Coordination.Tests.Crush;

namespace Coordination.Tests.Recipes.Placement.Codec;

public sealed class PlacementMapCodecTests
{
    private static readonly PlacementMap Full = Racks.Map(groups: 64).Balanced()
        .With(DeviceStanding.Draining, 1).With(new DeviceStatus(DeviceStanding.In, 0x1234, 0x4321), 7)
        .WithActing(new Dictionary<uint, IReadOnlyList<int>> { [3] = [1, 7, 13] })
        .Remembering(new ChangeId(0x0123456789abcdef, 42));

    [Fact]
    public void What_is_written_is_read_again()
    {
        PlacementMap read = PlacementMapCodec.Decode(PlacementMapCodec.Encode(Full));

        Assert.Equal(CrushBinary.Encode(Full.Crush), CrushBinary.Encode(read.Crush));
        Assert.Equal(Full.Pool, read.Pool);
        Assert.Equal(Full.Statuses, read.Statuses);
        Assert.NotEmpty(read.Exchanges);
        Assert.Equal(Full.Exchanges.Keys, read.Exchanges.Keys);
        Assert.All(Full.Exchanges, one => Assert.Equal(one.Value, read.Exchanges[one.Key]));
        Assert.Equal([1, 7, 13], read.Acting[3]);
        Assert.Equal(Full.Changes, read.Changes);
        Assert.Equal(PlacementMapCodec.Encode(Full), PlacementMapCodec.Encode(read));
    }

    [Fact]
    public void Only_the_newest_changes_are_remembered()
    {
        PlacementMap map = Full;
        for (int number = 0; number < 2 * PlacementLimits.RememberedChanges; number++)
            map = map.Remembering(new ChangeId(1, number));

        Assert.Equal(PlacementLimits.RememberedChanges, map.Changes.Count);
        Assert.Equal(2 * PlacementLimits.RememberedChanges - 1, map.Changes[^1].Number);
        Assert.Equal(map.Changes, PlacementMapCodec.Decode(PlacementMapCodec.Encode(map)).Changes);
    }

    [Fact]
    public void Ten_thousand_devices_fit_into_a_znode_many_times()
    {
        CrushMap crush = LayeredMap.Build(
            10_000, new MapLayer("host", BucketAlgorithm.Straw2, 20), new MapLayer("rack", BucketAlgorithm.Straw2, 20),
            new MapLayer("row", BucketAlgorithm.Straw2, 5), new MapLayer("root", BucketAlgorithm.Straw2, 0));
        PlacementMap map = PlacementMap.Create(crush, "replicated_rule", 1 << 18);
        map = map.With(DeviceStanding.Absent, [.. Enumerable.Range(0, 5_000).Select(i => 2 * i)]);

        int plain = PlacementMapBody.Write(map).Written.Length;
        int packed = PlacementMapCodec.Encode(map).Length;
        TestContext.Current.SendDiagnosticMessage($"10,000 devices: {plain} bytes, {packed} packed");

        Assert.InRange(plain, 0, PlacementLimits.MaxEncodedBytes / 2);
        Assert.InRange(packed, 0, PlacementLimits.MaxEncodedBytes / 8);
    }

    [Fact]
    public void A_map_that_does_not_fit_is_refused_with_its_size()
    {
        var random = new System.Random(1);
        Dictionary<uint, IReadOnlyList<(int, int)>> exchanges = [];
        for (uint group = 0; group < 1 << 18; group++)
            exchanges[group] = [(random.Next(24), random.Next(24)), (random.Next(), random.Next())];
        PlacementMap map = Racks.Map(groups: 1 << 18).WithExchanges(exchanges);

        var refused = Assert.Throws<ArgumentException>(() => PlacementMapCodec.Encode(map));

        Assert.Contains($"{PlacementLimits.MaxEncodedBytes}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_that_packs_well_but_that_nobody_would_read_is_refused()
    {
        IReadOnlyList<(int, int)> alike = [.. Enumerable.Repeat((1, 2), 1 << 10)];
        Dictionary<uint, IReadOnlyList<(int, int)>> exchanges = [];
        for (uint group = 0; group < 1 << 13; group++)
            exchanges[group] = alike;
        PlacementMap map = Racks.Map(groups: 1 << 13).WithExchanges(exchanges);

        var refused = Assert.Throws<ArgumentException>(() => PlacementMapCodec.Encode(map));

        Assert.Contains($"{PlacementLimits.MaxDecodedBytes}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spoilt_bytes_are_read_or_refused()
    {
        byte[] packed = PlacementMapCodec.Encode(Full);
        byte[] body = PlacementMapBody.Write(Full).Written.ToArray();
        byte[] plain = [.. "CPM1"u8, 0, .. BitConverter.GetBytes(body.Length), .. body];
        Assert.Equal(body, PlacementMapBody.Write(PlacementMapCodec.Decode(plain)).Written.ToArray());
        var random = new System.Random(3);
        for (int i = 0; i < 20_000 * TestScale.Factor; i++)
        {
            byte[] bytes = [.. i % 4 == 0 ? packed : plain];
            for (int left = random.Next(1, 4); left > 0; left--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0)
                bytes = bytes[..random.Next(bytes.Length)];
            try
            {
                Assert.NotEmpty(PlacementMapCodec.Decode(bytes).Devices);
            }
            catch (PlacementFormatException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }

    [Fact]
    public void A_few_bytes_do_not_unpack_to_many()
    {
        byte[] zeros = new byte[64 << 20];
        var packed = new byte[1 << 20];
        Assert.True(System.IO.Compression.BrotliEncoder.TryCompress(zeros, packed, out int length));
        foreach (int announced in (int[])[1000, PlacementLimits.MaxDecodedBytes, zeros.Length, -1, int.MaxValue])
        {
            byte[] bomb = [.. "CPM1"u8, 1, .. BitConverter.GetBytes(announced), .. packed[..length]];
            Assert.Throws<PlacementFormatException>(() => PlacementMapCodec.Decode(bomb));
        }
    }
}
