using Coordination.Crush;
using Coordination.Recipes.Placement;
using Coordination.Tests.Crush;

namespace Coordination.Tests.Recipes.Placement.Devices;

public sealed class DeviceRecordTests
{
    private static readonly DeviceDescription Device = new()
    {
        Id = 7,
        Location = "root=default rack=r1 host=h7",
        Weight = 2.5,
        Name = "disk-7",
        Endpoint = "10.0.0.7:6800",
        Draining = true,
    };

    [Fact]
    public void What_is_written_is_read_again()
    {
        Assert.Equal(Device, DeviceRecord.Decode(7, DeviceRecord.Encode(Device)));
        var bare = new DeviceDescription { Id = 0 };
        Assert.Equal(bare, DeviceRecord.Decode(0, DeviceRecord.Encode(bare)));
    }

    [Fact]
    public void Spoilt_bytes_are_read_or_refused()
    {
        byte[] good = DeviceRecord.Encode(Device);
        var random = new System.Random(4);
        for (int i = 0; i < 20_000 * TestScale.Factor; i++)
        {
            byte[] bytes = [.. good];
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            bytes = bytes[..random.Next(bytes.Length + 1)];
            try
            {
                Assert.Equal(7, DeviceRecord.Decode(7, bytes).Id);
            }
            catch (PlacementFormatException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }

    [Theory]
    [InlineData(-1, "")]
    [InlineData(CrushLimits.MaxDeviceId + 1, "")]
    [InlineData(1, "host")]
    [InlineData(1, "host=")]
    [InlineData(1, "host=a=b")]
    public void What_cannot_be_registered_is_said_at_the_call(int id, string location) =>
        Assert.Throws<ArgumentException>(
            () => DeviceRecord.Encode(new DeviceDescription { Id = id, Location = location }));

    [Fact]
    public void A_description_past_its_limit_is_refused() =>
        Assert.Throws<ArgumentException>(() => DeviceRecord.Encode(
            Device with { Endpoint = new string('x', PlacementLimits.MaxDeviceRecordBytes) }));

    [Fact]
    public void A_device_is_admitted_where_it_says_it_stands()
    {
        PlacementMap map = DeviceLocation.Admit(
            Racks.Map(), Device with { Id = 24, Location = "host=host99 root=default rack=rack2" });

        Bucket host = map.Crush.FindBucket("host99")!; // Not null: admitting made it.
        Assert.Equal([24], host.Items.ToArray());
        Assert.Equal(new Weight(2 * 0x10000 + 0x8000).Fixed, host.ItemWeights[0]);
        Assert.True(map.Crush.FindBucket("rack2")!.Items.Contains(host.Id)); // Not null: Racks makes it.
    }
}
