namespace Coordination.Protocol;

/// <summary>
/// Paths and lists of them: <c>ustring</c> and <c>vector&lt;ustring&gt;</c>, checked by ZooKeeper's rules.
/// </summary>
internal static class PathRecord
{
    // The length alone: the shortest element that a vector of text can hold.
    private const int LeastBytes = sizeof(int);

    public static void WritePath(this JuteWriter writer, ZPath path) => writer.WriteString(path.Value);

    public static void WritePaths(this JuteWriter writer, IReadOnlyList<ZPath> paths)
    {
        writer.WriteInt32(paths.Count);
        for (int i = 0; i < paths.Count; i++)
            writer.WriteString(paths[i].Value);
    }

    public static void WriteStrings(this JuteWriter writer, IReadOnlyList<string> values)
    {
        writer.WriteInt32(values.Count);
        for (int i = 0; i < values.Count; i++)
            writer.WriteString(values[i]);
    }

    public static ZPath ReadPath(this ref JuteReader reader, ProtocolLimits limits)
    {
        string? text = reader.ReadString(limits.MaxPathBytes);
        if (ZPath.TryParse(text, out ZPath path))
            return path;
        reader.Fail(DecodeFault.InvalidPath);
        return default;
    }

    public static ZPath ReadSequentialPrefix(this ref JuteReader reader, ProtocolLimits limits)
    {
        string? text = reader.ReadString(limits.MaxPathBytes);
        if (ZPath.TryParseSequentialPrefix(text, out ZPath path))
            return path;
        reader.Fail(DecodeFault.InvalidPath);
        return default;
    }

    public static IReadOnlyList<ZPath> ReadPaths(this ref JuteReader reader, ProtocolLimits limits)
    {
        int count = reader.ReadCount(limits.MaxFrameBytes, LeastBytes);
        if (count == 0)
            return [];

        // Grows with what is really there: a count costs its sender four bytes each, a list element more than that.
        var paths = new List<ZPath>(Math.Min(count, RecordCapacity.Initial));
        while (paths.Count < count && reader.Fault == DecodeFault.None)
            paths.Add(reader.ReadPath(limits));
        return paths;
    }

    public static IReadOnlyList<string> ReadStrings(this ref JuteReader reader, ProtocolLimits limits)
    {
        int count = reader.ReadCount(limits.MaxFrameBytes, LeastBytes);
        if (count == 0)
            return [];

        var values = new List<string>(Math.Min(count, RecordCapacity.Initial));
        while (values.Count < count && reader.Fault == DecodeFault.None)
            values.Add(reader.ReadText(limits));
        return values;
    }

    /// <summary>
    /// Text that must be there; a missing one is read as empty, as ZooKeeper's C client writes it either way.
    /// </summary>
    public static string ReadText(this ref JuteReader reader, ProtocolLimits limits) =>
        reader.ReadString(limits.MaxPathBytes) ?? "";
}
