using System.Collections.Immutable;
using Coordination.Requests;

namespace Coordination.Recipes.Placement;

/// <summary>Reads map and devices: all of them, or what has changed.</summary>
internal sealed class PlacementReader(ICoordinationClient client, PlacementPaths paths)
{
    /// <summary>Devices per round trip: two reads of small znodes each.</summary>
    private const int DevicesPerRead = 128;

    /// <summary>The map's znode; null where there is none.</summary>
    public ValueTask<ZNode?> ReadMapAsync(CancellationToken cancellationToken) =>
        client.TryGetAsync(paths.Map, cancellationToken: cancellationToken);

    /// <summary>All devices that have a record or are up.</summary>
    public async ValueTask<ImmutableSortedDictionary<int, DeviceView>> ReadDevicesAsync(
        CancellationToken cancellationToken)
    {
        SortedSet<int> ids = [];
        foreach (ZPath parent in (ZPath[])[paths.Devices, paths.Up])
        {
            try
            {
                ZChildren children = await client.GetChildrenAsync(parent, cancellationToken: cancellationToken)
                    .ConfigureAwait(false);
                AddDevices(children.Names, ids);
            }
            catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
            {
                // No device has registered yet.
            }
        }

        return await ReadAgainAsync(ImmutableSortedDictionary<int, DeviceView>.Empty, ids, cancellationToken)
            .ConfigureAwait(false);
    }

    private static void AddDevices(IEnumerable<string> names, SortedSet<int> ids)
    {
        foreach (string name in names)
        {
            if (PlacementPaths.TryParse(name, out int device))
                ids.Add(device);
        }
    }

    /// <summary>The views with some devices read anew.</summary>
    public async ValueTask<ImmutableSortedDictionary<int, DeviceView>> ReadAgainAsync(
        ImmutableSortedDictionary<int, DeviceView> views, IReadOnlyCollection<int> devices,
        CancellationToken cancellationToken)
    {
        ImmutableSortedDictionary<int, DeviceView>.Builder seen = views.ToBuilder();
        foreach (int[] some in devices.Chunk(DevicesPerRead))
        {
            // First the records, then who is up: DeviceView says why.
            IRequest[] reads =
            [
                .. some.Select(device => (IRequest)new GetDataRequest(paths.DeviceOf(device))),
                .. some.Select(device => (IRequest)new GetDataRequest(paths.UpOf(device))),
            ];
            IReadOnlyList<OperationResult> results =
                await client.ReadManyAsync(reads, null, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < some.Length; i++)
            {
                DeviceView view = ViewOf(some[i], results[i], results[some.Length + i]);
                if (view == DeviceView.Unknown)
                    seen.Remove(some[i]);
                else
                    seen[some[i]] = view;
            }
        }

        return seen.ToImmutable();
    }

    private static DeviceView ViewOf(int device, OperationResult record, OperationResult up)
    {
        var found = record.Body as GetDataResponse;
        var owner = up.Body as GetDataResponse;
        return new DeviceView(Describe(device, found), found?.Stat.Version ?? -1, owner?.Stat.EphemeralOwner);
    }

    private static DeviceDescription? Describe(int device, GetDataResponse? record)
    {
        if (record is null || record.Data.IsEmpty)
            return null; // Never registered: an empty record is made when such a device goes out.
        try
        {
            return DeviceRecord.Decode(device, record.Data.Span);
        }
        catch (PlacementFormatException)
        {
            return null; // Somebody else wrote there. The device counts as up or down all the same.
        }
    }
}
