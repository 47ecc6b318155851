using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>The bytes of a device's record: its description, without the id, which is the record's name.</summary>
internal static class DeviceRecord
{
    private const byte Version = 1;
    private const byte Draining = 1;

    /// <exception cref="ArgumentException">It is too long, or the place is not of its form.</exception>
    public static byte[] Encode(DeviceDescription device)
    {
        _ = DeviceLocation.Parse(device.Location);
        if (device.Id is < 0 or > CrushLimits.MaxDeviceId)
        {
            throw new ArgumentException(
                $"Device id {device.Id}, but 0 to {CrushLimits.MaxDeviceId} are possible.", nameof(device));
        }

        var sink = new ByteSink();
        sink.Byte(Version);
        sink.Byte(device.Draining ? Draining : (byte)0);
        sink.UInt32(device.Weight.Fixed);
        sink.Text(device.Location);
        sink.Text(device.Name ?? "");
        sink.Text(device.Endpoint);
        if (sink.Written.Length > PlacementLimits.MaxDeviceRecordBytes)
        {
            throw new ArgumentException(
                $"Device {device.Id} describes itself in {sink.Written.Length} bytes; at most "
                + $"{PlacementLimits.MaxDeviceRecordBytes} are possible.", nameof(device));
        }

        return sink.Written.ToArray();
    }

    /// <exception cref="PlacementFormatException">It is not what <see cref="Encode"/> writes.</exception>
    public static DeviceDescription Decode(int id, ReadOnlySpan<byte> bytes)
    {
        var source = new ByteSource(bytes);
        if (source.Byte() != Version)
            throw new PlacementFormatException($"The record of device {id} is of no known version.");
        bool isDraining = source.Byte() == Draining;
        var weight = new Weight(source.UInt32());
        string location = source.Text(), name = source.Text(), endpoint = source.Text();
        return new DeviceDescription
        {
            Id = id,
            Location = location,
            Weight = weight,
            Name = name.Length == 0 ? null : name,
            Endpoint = endpoint,
            Draining = isDraining,
        };
    }
}
