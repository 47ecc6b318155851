namespace Coordination.Configuration;

/// <summary>How keys and values are written in a znode.</summary>
public enum ConfigFormat
{
    /// <summary>By the ending of the path: <c>.yml</c>, <c>.yaml</c>, <c>.json</c>, <c>.properties</c>.</summary>
    Auto,

    /// <summary>YAML 1.2, one document: mappings are sections, sequences are numbered from 0.</summary>
    Yaml,

    /// <summary>JSON, with comments and trailing commas, as in <c>appsettings.json</c>.</summary>
    Json,

    /// <summary>
    /// Java's properties (<c>java.util.Properties</c>), in UTF-8; the dots of a key are its sections.
    /// </summary>
    Properties,

    /// <summary>The whole text is the value of one key: the name of the znode.</summary>
    Raw,

    /// <summary>
    /// Each znode below the path is a key, its data in UTF-8 the value; a znode without data has none.
    /// </summary>
    Keys,
}
