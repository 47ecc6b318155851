using System.Text.Json.Nodes;

namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>
/// Asks the Java client on named sessions, and remembers every watch event that came with any answer.
/// </summary>
internal sealed class ZooKeeperConversation(ZooKeeperJavaClient client) : IAsyncDisposable
{
    private readonly List<(WatchEventType Type, string Path)> _events = [];

    public JsonObject Ask(string session, string op, JsonObject arguments)
    {
        arguments["s"] = session;
        arguments["op"] = op;
        JsonObject answer = client.Ask(arguments);
        foreach (JsonNode? seen in answer["events"]!.AsArray())
            _events.Add(((WatchEventType)(int)seen!["type"]!, (string)seen["path"]!));
        return answer;
    }

    /// <summary>Waits until some session has been told, unless one has been already.</summary>
    public void Await(WatchEventType type, string path)
    {
        if (!_events.Contains((type, path)))
            Ask("", "awaitEvent", new() { ["type"] = (int)type, ["path"] = path });
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
