using Coordination.Recipes.Contenders;

namespace Coordination.Recipes.Locks;

/// <summary>Tells people who stands in a line.</summary>
internal static class LineReader
{
    /// <summary>All contenders in the order of entering.</summary>
    /// <param name="client">The client.</param>
    /// <param name="parent">The line.</param>
    /// <param name="holds">Says which of the names, in order, hold.</param>
    /// <param name="labels">What the names carry.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async ValueTask<IReadOnlyList<LockContender>> ReadAsync(
        ICoordinationClient client, ZPath parent, Func<IReadOnlyList<(ContenderName Name, bool IsReader)>, int> holds,
        string[] labels, CancellationToken cancellationToken)
    {
        IReadOnlyList<ZNode> znodes;
        try
        {
            znodes = await client.GetChildrenWithDataAsync(parent, options: null, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
        {
            return [];
        }

        List<(ContenderName Name, ZNode Znode)> line = [];
        foreach (ZNode znode in znodes)
        {
            string text = znode.Path.Name.ToString();
            if (!ContenderNames.IsCompanion(text) && ContenderName.TryParse(text, labels, out ContenderName name))
                line.Add((name, znode));
        }

        line.Sort(static (a, b) => a.Name.IsBefore(b.Name) ? -1 : 1);
        int holders = holds(
            [.. line.Select(entry => (entry.Name,
                entry.Name.Label == LockLabels.Read || HolderData.IsDowngraded(entry.Znode.Data.Span)))]);
        return [.. line.Select((entry, index) => Describe(entry.Znode, index < holders))];
    }

    private static LockContender Describe(ZNode znode, bool isHolder) => new(
        znode.Path,
        HolderData.Id(znode.Data.Span),
        isHolder,
        DateTimeOffset.FromUnixTimeMilliseconds(znode.Stat.CtimeMs),
        znode.Stat.Czxid.Value,
        znode.Stat.EphemeralOwner);
}
