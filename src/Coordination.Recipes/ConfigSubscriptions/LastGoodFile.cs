using System.Text.Json;

namespace Coordination.Recipes.ConfigSubscriptions;

/// <summary>
/// The last good documents, kept for a start without the ensemble. One document is kept as it is; several, or a
/// subtree, as one JSON object of paths and data in Base64.
/// </summary>
internal sealed class LastGoodFile(string file, IReadOnlyList<ZPath> paths, bool isSubtree)
{
    private readonly ZPath? _only = paths.Count == 1 && !isSubtree ? paths[0] : (ZPath?)null;

    /// <summary>What was kept; null where there is no such file.</summary>
    /// <exception cref="JsonException">The file is not what was written.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IReadOnlyList<ConfigDocument>? Read()
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(file);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        if (_only is { } path)
            return [new ConfigDocument(path, content, default)];
        Dictionary<string, byte[]> kept =
            JsonSerializer.Deserialize(content, LastGoodJson.Default.DictionaryStringByteArray) ?? [];
        ConfigDocument[] documents = [.. kept.Select(static one => new ConfigDocument(one.Key, one.Value, default))];
        return documents;
    }

    /// <summary>Keeps them instead of what was kept: a reader of the file sees the old ones or these, whole.</summary>
    public void Write(IReadOnlyList<ConfigDocument> documents)
    {
        string next = file + ".next";
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
            Directory.CreateDirectory(folder);
        using (FileStream stream = File.Create(next))
        {
            if (_only is null)
            {
                JsonSerializer.Serialize(
                    stream,
                    documents.ToDictionary(static one => one.Path.Value, static one => one.Content.ToArray()),
                    LastGoodJson.Default.DictionaryStringByteArray);
            }
            else if (documents.Count > 0)
            {
                stream.Write(documents[0].Content.Span);
            }

            stream.Flush(flushToDisk: true);
        }

        File.Move(next, file, overwrite: true);
    }
}
