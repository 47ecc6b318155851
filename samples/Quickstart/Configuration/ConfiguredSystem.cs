using System.Globalization;
using System.Text;
using Coordination;

namespace Quickstart.Configuration;

/// <summary>A system that works by <c>common.yml</c>, and by its next version as soon as there is one.</summary>
internal sealed class ConfiguredSystem(string name, ICoordinationClient client)
{
    /// <summary>Below it each system says which version it works by.</summary>
    public static readonly ZPath Systems = "/systems";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await client.CreateAsync(Systems / name, mode: CreateMode.Ephemeral, cancellationToken: cancellationToken);

        // The stream begins with Armed and misses nothing from there on: who reads after each event has the newest.
        await foreach (WatchEvent _ in client.WatchAsync(CommonFile.Path, cancellationToken: cancellationToken))
        {
            ZNode znode = await client.GetAsync(CommonFile.Path, cancellationToken: cancellationToken);
            Console.WriteLine($"System {name} works by version {znode.Stat.Version}: {CommonFile.Parse(znode.Data)}.");
            await ReportAsync(znode.Stat.Version, cancellationToken);
        }
    }

    private async Task ReportAsync(int version, CancellationToken cancellationToken)
    {
        byte[] text = Encoding.UTF8.GetBytes(version.ToString(CultureInfo.InvariantCulture));
        await client.SetAsync(Systems / name, text, cancellationToken: cancellationToken);
    }
}
