using Microsoft.Extensions.Logging;

namespace Coordination.Configuration;

/// <summary>How a configuration in znodes becomes a source of the application's.</summary>
public sealed class CoordinationConfigurationOptions
{
    /// <summary>How it is written; by the ending of the path by default.</summary>
    public ConfigFormat Format { get; set; }

    /// <summary>Documents that lie above the first one: a key in a later one wins. None by default.</summary>
    public IList<ZPath> Overlays { get; } = [];

    /// <summary>
    /// Whether documents may be missing: a missing one adds no keys, and the keys of a deleted one disappear. False by
    /// default: a missing one fails the start, and a deleted one leaves the last good keys in force.
    /// </summary>
    public bool Optional { get; set; }

    /// <summary>The section that all keys are put below; none by default.</summary>
    public string? Section { get; set; }

    /// <summary>
    /// Where the last good keys are kept for a start without the ensemble; null, the default: nowhere. For one document
    /// it is the document itself.
    /// </summary>
    public string? LastGoodFile { get; set; }

    /// <summary>
    /// How long the start waits for the ensemble, from 0 to 1 h; 15 s by default. Past it the last-good file serves.
    /// </summary>
    public TimeSpan LoadTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The key of the host's client, where it has several; null for the only one.</summary>
    public object? ClientKey { get; set; }

    /// <summary>Where failures are logged; null, the default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }
}
