using System.Diagnostics.CodeAnalysis;
using System.Text;
using Coordination.Protocol;

namespace Coordination.Transports.Tcp.Server.FourLetterWords;

/// <summary>
/// The words that a server answers in place of a session: four letters as the first bytes of a connection, answered by
/// text (zookeeperAdmin, "The Four Letter Words"). As numbers they are longer than any frame may be.
/// </summary>
internal static class FourLetterWord
{
    private const int Length = 4;
    private const string Everything = "*";

    private static readonly Dictionary<string, Func<CoordinationServer, string>> Words = new(StringComparer.Ordinal)
    {
        ["ruok"] = static _ => "imok",
        ["isro"] = static _ => "rw",
        ["srvr"] = ServerReports.Server,
        ["stat"] = ServerReports.Stat,
        ["mntr"] = MonitorReport.Make,
        ["conf"] = ServerReports.Configuration,
        ["envi"] = ServerReports.Environment,
        ["cons"] = ConnectionReports.Make,
        ["crst"] = ConnectionReports.Reset,
        ["srst"] = ServerReports.Reset,
        ["dirs"] = ServerReports.Directories,
        ["wchs"] = WatchReports.Summary,
        ["wchc"] = WatchReports.BySession,
        ["wchp"] = WatchReports.ByPath,
        ["dump"] = SessionReports.Make,
    };

    /// <summary>All of them, as the end of a sentence.</summary>
    public static string Known => string.Join(", ", Words.Keys);

    public static bool IsKnown(string word) => Words.ContainsKey(word);

    /// <summary>Whether a connection begins with one, and not with a frame.</summary>
    public static bool TryRead(ReadOnlySpan<byte> received, [NotNullWhen(true)] out string? word)
    {
        word = null;
        if (received.Length < Length || received[..Length].ContainsAnyExceptInRange((byte)'a', (byte)'z'))
            return false;
        string read = Encoding.ASCII.GetString(received[..Length]);
        word = IsKnown(read) ? read : null;
        return word is not null;
    }

    /// <summary>Writes the answer, or that there is none as the word is not allowed (<c>CommandExecutor</c>).</summary>
    public static void Answer(CoordinationServer server, string word, JuteWriter writer)
    {
        IList<string> allowed = server.Options.FourLetterWords;
        string text = allowed.Contains(word) || allowed.Contains(Everything)
            ? Words[word](server)
            : $"{word} is not executed because it is not in the whitelist.\n";
        writer.WriteRaw(Encoding.UTF8.GetBytes(text));
    }
}
