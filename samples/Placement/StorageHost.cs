using Coordination.Recipes.Placement;

namespace Coordination.Samples.Placement;

/// <summary>A machine with two devices, as a process of its own would be: its own client, its own session.</summary>
internal sealed class StorageHost(ICoordinationClient client, int rack) : IAsyncDisposable
{
    private readonly List<DeviceRegistration> _registrations = [];
    private PlacementMember? _member;

    public int Rack { get; } = rack;

    public IReadOnlyList<StorageDevice> Devices { get; private set; } = [];

    public async Task StartAsync(ZPath path, int number, CancellationToken cancellationToken)
    {
        Devices = [new StorageDevice(2 * number), new StorageDevice(2 * number + 1)];
        _member = await client.Placement(path, Cluster.Options).JoinAsync(cancellationToken);
        foreach (StorageDevice device in Devices)
        {
            var description = new DeviceDescription { Id = device.Id, Endpoint = $"10.0.{Rack}.{number}:6800" };
            _registrations.Add(await _member.RegisterAsync(description, cancellationToken));
        }
    }

    /// <summary>Dies without a word: its session expires some time later.</summary>
    public async Task KillAsync() => await client.DetachAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (DeviceRegistration registration in _registrations)
            await registration.DisposeAsync();
        if (_member is not null)
            await _member.DisposeAsync();
        await client.DisposeAsync();
    }
}
