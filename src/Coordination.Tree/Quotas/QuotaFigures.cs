using System.Globalization;
using System.Text;

namespace Coordination.Tree.Quotas;

/// <summary>
/// What the znodes <c>zookeeper_limits</c> and <c>zookeeper_stats</c> hold, as text (<c>StatsTrack.java</c>):
/// <c>count=4,bytes=5</c>, and with hard limits <c>count=4,bytes=5=;byteHardLimit=9;countHardLimit=10</c>. The stray
/// <c>=</c> keeps readers before 3.7 from seeing what they do not know.
/// </summary>
internal sealed class QuotaFigures
{
    /// <summary>What an absent figure reads as: no limit.</summary>
    public const long None = -1;

    private const string CountKey = "count";
    private const string BytesKey = "bytes";
    private const string HardCountKey = "countHardLimit";
    private const string HardBytesKey = "byteHardLimit";

    private readonly SortedDictionary<string, long> _figures = new(StringComparer.Ordinal);

    public long Count
    {
        get => this[CountKey];
        set => _figures[CountKey] = value;
    }

    public long Bytes
    {
        get => this[BytesKey];
        set => _figures[BytesKey] = value;
    }

    public long HardCount => this[HardCountKey];

    public long HardBytes => this[HardBytesKey];

    private long this[string key] => _figures.GetValueOrDefault(key, None);

    public static bool TryParse(ReadOnlySpan<byte> data, out QuotaFigures figures)
    {
        figures = new QuotaFigures();
        foreach (string pair in Encoding.UTF8.GetString(data).Split([',', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=');
            if (parts.Length < 2 || !TryParseFigure(parts[1], out long value))
                return false;
            figures._figures[parts[0]] = value;
        }

        return true;
    }

    private static bool TryParseFigure(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    public byte[] ToBytes()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{CountKey}={Count},{BytesKey}={Bytes}");
        bool isFirst = true;
        foreach ((string key, long value) in _figures)
        {
            if (key is CountKey or BytesKey)
                continue;
            text.Append(CultureInfo.InvariantCulture, $"{(isFirst ? "=;" : ";")}{key}={value}");
            isFirst = false;
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
