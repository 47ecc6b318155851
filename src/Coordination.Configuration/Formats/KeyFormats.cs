using Coordination.Recipes.ConfigSubscriptions;

namespace Coordination.Configuration.Formats;

/// <summary>
/// Makes one set of keys of all documents, the later ones above the earlier; keys are compared as the configuration
/// does, without regard to case.
/// </summary>
internal sealed class KeyFormats(ConfigFormat format, ZPath root, string? section)
    : IConfigParser<IDictionary<string, string?>>
{
    private static readonly IKeyFormat Yaml = new YamlKeys();
    private static readonly IKeyFormat Json = new JsonKeys();
    private static readonly IKeyFormat Properties = new PropertiesKeys();

    private readonly string _prefix = string.IsNullOrEmpty(section) ? "" : section + ":";

    public IDictionary<string, string?> Parse(IReadOnlyList<ConfigDocument> documents)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (ConfigDocument document in documents)
        {
            var keys = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            try
            {
                Read(document, keys);
            }
            catch (FormatException broken)
            {
                throw new FormatException($"'{document.Path}' is broken. {broken.Message}", broken);
            }

            foreach ((string key, string? value) in keys)
                all[_prefix + key] = value;
        }

        return all;
    }

    /// <summary>The format of a document; by the ending of its path where none is named.</summary>
    /// <exception cref="ArgumentException">The ending names none.</exception>
    public static ConfigFormat Of(ConfigFormat named, ZPath path)
    {
        if (named != ConfigFormat.Auto)
            return named;
        string name = path.Name.ToString();
        return Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".YML" or ".YAML" => ConfigFormat.Yaml,
            ".JSON" => ConfigFormat.Json,
            ".PROPERTIES" => ConfigFormat.Properties,
            _ => throw new ArgumentException(
                $"'{path}' does not end in .yml, .yaml, .json or .properties: name its Format."),
        };
    }

    private void Read(ConfigDocument document, Dictionary<string, string?> keys)
    {
        switch (Of(format, document.Path))
        {
            case ConfigFormat.Yaml:
                Yaml.Read(document.Content, keys);
                break;
            case ConfigFormat.Json:
                Json.Read(document.Content, keys);
                break;
            case ConfigFormat.Properties:
                Properties.Read(document.Content, keys);
                break;
            case ConfigFormat.Keys:
                ReadKey(document, keys);
                break;
            default:
                keys[document.Path.Name.ToString()] = Utf8.Decode(document.Content);
                break;
        }
    }

    private void ReadKey(ConfigDocument document, Dictionary<string, string?> keys)
    {
        if (document.Content.IsEmpty || document.Path == root)
            return;
        string below = document.Path.Value[(root.IsRoot ? 1 : root.Value.Length + 1)..];
        keys[below.Replace('/', ':')] = Utf8.Decode(document.Content);
    }
}
