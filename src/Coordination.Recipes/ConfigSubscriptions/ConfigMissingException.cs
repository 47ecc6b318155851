namespace Coordination.Recipes.ConfigSubscriptions;

/// <summary>A document that is not optional does not exist.</summary>
public sealed class ConfigMissingException : Exception
{
    /// <summary>Says which.</summary>
    public ConfigMissingException(ZPath path)
        : base($"There is no configuration at '{path}'.") => Path = path;

    /// <summary>The znode that is missing.</summary>
    public ZPath Path { get; }
}
