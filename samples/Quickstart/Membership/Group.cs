using System.Runtime.CompilerServices;
using Coordination;

namespace Quickstart.Membership;

/// <summary>
/// A group whose members are the ephemeral children of a znode: a member that dies vanishes with its session.
/// </summary>
internal static class Group
{
    public static readonly ZPath Path = "/groupMember";

    public static async Task JoinAsync(ICoordinationClient client, string name, CancellationToken cancellationToken) =>
        await client.CreateAsync(Path / name, mode: CreateMode.Ephemeral, cancellationToken: cancellationToken);

    /// <summary>The members now, and again whenever they are others.</summary>
    public static async IAsyncEnumerable<IReadOnlySet<string>> MembersAsync(
        ICoordinationClient client, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string>? last = null;
        await foreach (WatchEvent _ in client.WatchAsync(Path, cancellationToken: cancellationToken))
        {
            ZChildren children = await client.GetChildrenAsync(Path, cancellationToken: cancellationToken);
            if (last is not null && last.SetEquals(children.Names))
                continue; // An earlier reading was fresh enough to show this change already.
            yield return last = [.. children.Names];
        }
    }
}
