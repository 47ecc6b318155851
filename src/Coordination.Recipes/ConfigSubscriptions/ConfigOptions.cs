using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.ConfigSubscriptions;

/// <summary>How a configuration is followed. Every value has a working default.</summary>
public sealed class ConfigOptions
{
    /// <summary>Documents that layer above the first one, the later above the earlier; none by default.</summary>
    public IList<ZPath> Overlays { get; } = [];

    /// <summary>
    /// Whether documents may be missing. False by default: a missing one is a failure, and one that is deleted leaves
    /// the last good version in force. Where true, a missing document simply adds nothing.
    /// </summary>
    public bool Optional { get; set; }

    /// <summary>
    /// Whether each path stands for everything below it, one document per znode; false by default.
    /// </summary>
    public bool IsSubtree { get; set; }

    /// <summary>
    /// Where the last good version is kept for a start without the ensemble; null, the default: nowhere. For one path
    /// it is the document itself, so that one may be shipped with the application. It is replaced as a whole.
    /// </summary>
    public string? LastGoodFile { get; set; }

    /// <summary>
    /// How long the start waits for the ensemble, from 0 to 1 h; 15 s by default. Past it, the last-good file serves;
    /// without one the start fails. With 0 the file serves at once.
    /// </summary>
    public TimeSpan LoadTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Where failures are logged; null, the default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    internal ZPath[] PathsFrom(ZPath first)
    {
        ZPath[] paths = [first, .. Overlays];
        if (paths.Distinct().Count() != paths.Length)
            throw new ArgumentException($"The configuration at '{first}' names a document twice.");
        if (LoadTimeout < TimeSpan.Zero || LoadTimeout > TimeSpan.FromHours(1))
        {
            throw new ArgumentException(
                $"LoadTimeout is {LoadTimeout.TotalMilliseconds} ms; it must be from 0 ms to 3,600,000 ms.");
        }

        return paths;
    }
}
