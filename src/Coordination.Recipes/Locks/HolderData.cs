using System.Text;

namespace Coordination.Recipes.Locks;

/// <summary>The data of a contender's znode: who it is, and what has been asked of it or done by it.</summary>
internal static class HolderData
{
    // Before the id of a writer that holds for reading now. Curator's readers do not know it, and wait.
    private static ReadOnlySpan<byte> DowngradedMark => "__READ__ "u8;

    /// <summary>As Curator asks a holder to give a lock back (<c>LockInternals.REVOKE_MESSAGE</c>).</summary>
    public static ReadOnlyMemory<byte> Revoke { get; } = "__REVOKE__"u8.ToArray();

    public static byte[] Downgraded(string id) => [.. DowngradedMark, .. Encoding.UTF8.GetBytes(id)];

    public static bool IsDowngraded(ReadOnlySpan<byte> data) => data.StartsWith(DowngradedMark);

    public static bool IsRevoked(ReadOnlySpan<byte> data) => data.SequenceEqual(Revoke.Span);

    public static string Id(ReadOnlySpan<byte> data) =>
        Encoding.UTF8.GetString(IsDowngraded(data) ? data[DowngradedMark.Length..] : data);
}
