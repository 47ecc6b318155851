namespace Coordination.Recipes.ConfigSubscriptions;

/// <summary>Makes a value of the documents of a configuration.</summary>
public interface IConfigParser<out T>
{
    /// <summary>Parses what there is.</summary>
    /// <param name="documents">
    /// The documents that exist, in the order in which they were named, the later above the earlier; for a subtree its
    /// znodes in path order. Empty only where the configuration is optional.
    /// </param>
    /// <returns>A value that nobody changes afterwards.</returns>
    /// <exception cref="Exception">
    /// The documents are broken; the message says where. The subscription reports it and keeps the last good version.
    /// </exception>
    T Parse(IReadOnlyList<ConfigDocument> documents);
}
