using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Coordination.Configuration.Formats;

/// <summary>YAML by its representation model, which needs no reflection.</summary>
internal sealed class YamlKeys : IKeyFormat
{
    /// <summary>
    /// Values that one document may unfold to: aliases of aliases make few bytes into very many values.
    /// </summary>
    internal const int MostValues = 100_000;

    /// <summary>How deep mappings and sequences may lie in one another.</summary>
    internal const int MostLevels = 64;

    private const string MergeKey = "<<";

    public void Read(ReadOnlyMemory<byte> document, IDictionary<string, string?> keys)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(Utf8.Decode(document)));
        }
        catch (YamlException broken)
        {
            throw At(broken.Start, broken.InnerException?.Message ?? broken.Message, broken);
        }

        if (yaml.Documents.Count == 0)
            return;
        if (yaml.Documents.Count > 1)
            throw At(yaml.Documents[1].RootNode.Start, "a second document begins; a configuration is one");
        if (yaml.Documents[0].RootNode is YamlScalarNode root && ValueOf(root) is null)
            return;
        if (yaml.Documents[0].RootNode is not YamlMappingNode sections)
            throw At(yaml.Documents[0].RootNode.Start, "a configuration is a mapping of keys to values");

        var found = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        new Walk(found).Add(sections, prefix: "", level: 1);
        foreach ((string key, string? value) in found)
            keys[key] = value;
    }

    private static FormatException At(Mark mark, string message, Exception? inner = null) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Line {mark.Line}, column {mark.Column}: {message}."), inner);

    // Null as the core schema writes it (YAML 1.2 §10.3.2), in plain style only.
    private static string? ValueOf(YamlScalarNode scalar) =>
        scalar.Style == ScalarStyle.Plain && scalar.Value is null or "" or "~" or "null" or "Null" or "NULL"
            ? null : scalar.Value;

    private sealed class Walk(Dictionary<string, string?> keys)
    {
        private int _values;

        public void Add(YamlMappingNode mapping, string prefix, int level)
        {
            var own = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach ((YamlNode key, YamlNode value) in mapping.Children)
            {
                string name = NameOf(key);
                if (name == MergeKey)
                    continue;
                if (!own.Add(name))
                    throw At(key.Start, $"the key '{name}' stands here a second time");
                Add(value, prefix + name, level);
            }

            // What is merged lies below what stands here (yaml.org/type/merge.html): it adds keys, overrules none.
            foreach ((YamlNode key, YamlNode value) in mapping.Children)
            {
                if (NameOf(key) == MergeKey)
                    Merge(value, prefix, level);
            }
        }

        private static string NameOf(YamlNode key) => key is YamlScalarNode { Value: { Length: > 0 } name }
            ? name
            : throw At(key.Start, "a key is a text that is not empty");

        private void Merge(YamlNode merged, string prefix, int level)
        {
            switch (merged)
            {
                case YamlMappingNode mapping:
                    Enter(merged, level);
                    Add(mapping, prefix, level + 1);
                    break;
                case YamlSequenceNode sequence:
                    Enter(merged, level);
                    foreach (YamlNode one in sequence.Children)
                        Merge(one, prefix, level + 1);
                    break;
                default:
                    throw At(merged.Start, "only mappings can be merged");
            }
        }

        private void Add(YamlNode value, string key, int level)
        {
            Enter(value, level);
            switch (value)
            {
                case YamlScalarNode scalar:
                    keys.TryAdd(key, ValueOf(scalar));
                    break;
                case YamlMappingNode mapping:
                    Add(mapping, key + ":", level + 1);
                    break;
                case YamlSequenceNode sequence when !HasAny(key):
                    for (int i = 0; i < sequence.Children.Count; i++)
                        Add(sequence.Children[i], string.Create(CultureInfo.InvariantCulture, $"{key}:{i}"), level + 1);
                    break;
            }
        }

        // A sequence that is overruled is overruled as a whole.
        private bool HasAny(string key) => keys.ContainsKey(key) || keys.ContainsKey(key + ":0");

        private void Enter(YamlNode value, int level)
        {
            if (level > MostLevels)
                throw At(value.Start, $"more than {MostLevels} levels");
            if (++_values > MostValues)
                throw At(value.Start, $"more than {MostValues} values");
        }
    }
}
