using System.Globalization;
using System.Text;
using Coordination;

namespace Quickstart.Configuration;

/// <summary>Systems A, B and C share one file and follow its changes without a restart.</summary>
internal static class SharedConfiguration
{
    private static readonly string[] Names = ["A", "B", "C"];

    public static async Task PlayAsync(
        ICoordinationClient admin, Participants participants, CancellationToken cancellationToken)
    {
        Console.WriteLine("\n--- Three systems share common.yml");
        byte[] file = await File.ReadAllBytesAsync(
            Path.Combine(AppContext.BaseDirectory, "common.yml"), cancellationToken);
        await admin.CreateAsync(CommonFile.Path.Parent, cancellationToken: cancellationToken);
        await admin.CreateAsync(CommonFile.Path, file, cancellationToken: cancellationToken);
        await admin.CreateAsync(ConfiguredSystem.Systems, cancellationToken: cancellationToken);

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task>();
        foreach (string name in Names)
        {
            ICoordinationClient client = await participants.ConnectAsync(cancellationToken);
            running.Add(new ConfiguredSystem(name, client).RunAsync(stopping.Token));
        }

        await UntilAllWorkByAsync(admin, version: 0, cancellationToken);
        Console.WriteLine("The administrator doubles the connections.");
        await DoubleConnectionsAsync(admin, cancellationToken);
        await UntilAllWorkByAsync(admin, version: 1, cancellationToken);
        Console.WriteLine("All systems have followed, none was restarted.");

        await stopping.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task DoubleConnectionsAsync(ICoordinationClient admin, CancellationToken cancellationToken)
    {
        ZNode znode = await admin.GetAsync(CommonFile.Path, cancellationToken: cancellationToken);
        int connections = CommonFile.Parse(znode.Data).Connections;
        string changed = Encoding.UTF8.GetString(znode.Data.Span)
            .Replace($"connections: {connections}", $"connections: {connections * 2}", StringComparison.Ordinal);

        // With the version that was read: had somebody else written meanwhile, this would be refused.
        await admin.SetAsync(
            CommonFile.Path, Encoding.UTF8.GetBytes(changed), znode.Stat.Version, cancellationToken: cancellationToken);
    }

    private static async Task UntilAllWorkByAsync(
        ICoordinationClient admin, int version, CancellationToken cancellationToken)
    {
        string expected = version.ToString(CultureInfo.InvariantCulture);
        var there = new HashSet<ZPath>();
        var options = new WatchOptions { Recursive = true, IncludeExisting = true };
        await foreach (WatchEvent change in admin.WatchAsync(ConfiguredSystem.Systems, options, cancellationToken))
        {
            ZNode? system = await admin.TryGetAsync(change.Path, cancellationToken: cancellationToken);
            if (system is { } znode && Encoding.UTF8.GetString(znode.Data.Span) == expected)
                there.Add(change.Path);
            if (there.Count == Names.Length)
                return;
        }
    }
}
