namespace Coordination.Tests.Protocol;

/// <summary>Bytes that ZooKeeper's own programs wrote, kept as text beside the tests.</summary>
internal static class Golden
{
    /// <summary>One connection: what either side said, in order.</summary>
    public sealed record Connection(List<(bool FromClient, byte[] Frame)> Frames);

    public static IReadOnlyList<Connection> Conversation { get; } = ReadConversation();

    public static IReadOnlyDictionary<string, byte[]> Records { get; } =
        Lines("records-3.8.0.txt").ToDictionary(line => line[0], line => Convert.FromHexString(line[1]));

    private static List<Connection> ReadConversation()
    {
        var connections = new List<Connection>();
        foreach (string[] line in Lines("conversation-3.8.0.txt"))
        {
            byte[] frame = Convert.FromHexString(line[1]);
            bool isFromClient = line[0] == ">";

            // A connection begins with the client's ConnectRequest, whose first four bytes are the protocol version, 0.
            if (isFromClient && BitConverter.ToInt32(frame) == 0)
                connections.Add(new([]));
            connections[^1].Frames.Add((isFromClient, frame));
        }

        return connections;
    }

    private static IEnumerable<string[]> Lines(string file)
    {
        using Stream stream = typeof(Golden).Assembly.GetManifestResourceStream($"Golden.{file}")
            ?? throw new FileNotFoundException(file);
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(' '))];
    }
}
