using Coordination.Samples.Recipes.CommandLine;
using Coordination.Samples.Recipes.Events;

namespace Coordination.Samples.Recipes.Commands;

/// <summary><c>watch</c>: what is there, then every change.</summary>
internal sealed class WatchCommand : RecipeCommand
{
    private readonly ZPath _path;
    private readonly bool _isRecursive;

    public WatchCommand(Arguments arguments)
    {
        string path = arguments.TakeRequired("--path");
        if (!ZPath.TryParse(path, out _path))
            throw new UsageException($"--path: '{path}' is no path of a znode");
        _isRecursive = arguments.TakeFlag("--recursive");
    }

    public override async Task<int> RunAsync(Shell shell, ICoordinationClient client)
    {
        var options = new WatchOptions { Recursive = _isRecursive, IncludeExisting = true };
        await foreach (WatchEvent change in client.WatchAsync(_path, options, shell.Stop))
            shell.Events.Write(Describe(change));
        return 0;
    }

    private static WatchLine Describe(WatchEvent change) => change.Type switch
    {
        WatchEventType.Armed => new WatchLine("armed", "", 0, change.Zxid?.Value),
        WatchEventType.Existing => new WatchLine("node", "", 0, change.Stat?.Mzxid.Value)
        {
            Path = change.Path.Value,
            Version = change.Stat?.Version,
        },
        WatchEventType.Synced => new WatchLine("synced", "", 0, change.Zxid?.Value),
        _ => new WatchLine("change", "", 0, change.Zxid?.Value)
        {
            Type = change.Type.ToString(),
            Path = change.Path.Value,
            Coalesced = change.Coalesced,
        },
    };
}
