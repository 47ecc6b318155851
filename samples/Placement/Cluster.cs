using Coordination.Recipes.Placement;
using Coordination.Transports;
using Coordination.Transports.InMemory;
using Coordination.Transports.Tcp.Client;

namespace Coordination.Samples.Placement;

/// <summary>The machines of this sample, and the ensemble that they share: in this process, or over TCP.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly InMemoryEnsemble? _ensemble;
    private readonly ITransport _transport;
    private readonly ZPath _chroot;
    private readonly Dictionary<int, StorageHost> _hosts = [];
    private ICoordinationClient? _client;

    private Cluster(ConnectionString? servers)
    {
        _ensemble = servers is null ? InMemoryEnsemble.Start() : null;
        _transport = _ensemble is not null ? _ensemble.Transport : new TcpTransport(servers!); // Not null: one is.
        _chroot = servers?.Chroot ?? ZPath.Root;
    }

    /// <summary>So short that the sample is short; ten minutes is usual.</summary>
    public static PlacementOptions Options => new()
    {
        Grace = TimeSpan.FromSeconds(1),
        Stagger = TimeSpan.FromSeconds(0.2),
        AdmitsNewDevices = false, // Here every change of the hierarchy is proposed, with its movement shown.
    };

    /// <summary>Of its own for every run, and deleted at its end.</summary>
    public ZPath Path { get; } = $"/placement-{Guid.NewGuid():N}";

    public IEnumerable<StorageDevice> Devices => _hosts.Values.SelectMany(host => host.Devices);

    /// <summary>Reads <c>--transport memory|tcp --connect HOST:PORT</c>.</summary>
    public static Cluster? TryParse(string[] args, out string fault)
    {
        string transport = "memory", connect = "127.0.0.1:2181";
        fault = "";
        for (int i = 0; i < args.Length; i += 2)
        {
            string value = i + 1 < args.Length ? args[i + 1] : "";
            if (args[i] == "--transport" && value is "memory" or "tcp")
                transport = value;
            else if (args[i] == "--connect" && value.Length > 0)
                connect = value;
            else
                fault = $"'{args[i]} {value}': it must be --transport memory, --transport tcp or --connect HOST:PORT.";
        }

        ConnectionString? servers = null;
        if (fault.Length == 0 && transport == "tcp" && !ConnectionString.TryParse(connect, out servers))
            fault = $"--connect '{connect}': it must be HOST:PORT, or several with commas between.";
        return fault.Length == 0 ? new Cluster(servers) : null;
    }

    /// <summary>Connects the client of whoever operates the cluster.</summary>
    public async Task<ICoordinationClient> ConnectAsync(CancellationToken cancellationToken) =>
        _client ??= await OpenAsync(cancellationToken);

    public async Task StartHostAsync(int number, int rack, CancellationToken cancellationToken)
    {
        var host = new StorageHost(await OpenAsync(cancellationToken), rack);
        _hosts[number] = host;
        await host.StartAsync(Path, number, cancellationToken);
        Console.WriteLine($"host{number} in rack {rack} has registered devices {2 * number} and {2 * number + 1}.");
    }

    public async Task KillRackAsync(int rack)
    {
        foreach ((int number, StorageHost host) in _hosts.Where(one => one.Value.Rack == rack).ToList())
        {
            await host.KillAsync();
            _hosts.Remove(number);
            await host.DisposeAsync();
        }
    }

    /// <summary>A device by its id; null for one that is dead. Here it would be dialled by its endpoint.</summary>
    public StorageDevice? DeviceOf(int id) => Devices.FirstOrDefault(device => device.Id == id);

    public async ValueTask DisposeAsync()
    {
        foreach (StorageHost host in _hosts.Values)
            await host.DisposeAsync();
        if (_client is not null)
        {
            await _client.DeleteRecursiveAsync(Path);
            await _client.DisposeAsync();
        }

        if (_ensemble is not null)
            await _ensemble.DisposeAsync();
    }

    private async Task<ICoordinationClient> OpenAsync(CancellationToken cancellationToken)
    {
        // How long the ensemble waits for who died without a word; over a network a little longer.
        var timeout = TimeSpan.FromSeconds(_ensemble is null ? 4 : 1);
        var options = new CoordinationClientOptions { SessionTimeout = timeout, Chroot = _chroot };
        return await CoordinationClient.ConnectAsync(_transport, options, cancellationToken);
    }
}
