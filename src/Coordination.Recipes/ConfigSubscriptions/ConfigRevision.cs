using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Coordination.Recipes.ConfigSubscriptions;

/// <summary>A version of a document that was replaced by a later one.</summary>
/// <param name="Zxid">The zxid of the write that made it; grows from version to version.</param>
/// <param name="Version">The znode's version while it was in force.</param>
/// <param name="WrittenAt">When it was written, by the ensemble's clock.</param>
public sealed record ConfigRevision(Zxid Zxid, int Version, DateTimeOffset WrittenAt)
{
    /// <summary>The name of the znode that keeps it: in the order of their zxids when ordered as text.</summary>
    internal string Name => string.Create(
        CultureInfo.InvariantCulture, $"{Zxid.Value:x16}-{Version}-{WrittenAt.ToUnixTimeMilliseconds()}");

    internal static ConfigRevision Of(Stat stat) =>
        new(stat.Mzxid, stat.Version, DateTimeOffset.FromUnixTimeMilliseconds(stat.MtimeMs));

    /// <summary>Reads a name; false where it is of something else.</summary>
    internal static bool TryParse(string name, [NotNullWhen(true)] out ConfigRevision? revision)
    {
        revision = null;
        string[] parts = name.Split('-');
        if (parts.Length != 3
            || !long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long zxid)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int version)
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out long timeMs)
            || timeMs > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return false;
        }

        revision = new ConfigRevision(new Zxid(zxid), version, DateTimeOffset.FromUnixTimeMilliseconds(timeMs));
        return true;
    }
}
