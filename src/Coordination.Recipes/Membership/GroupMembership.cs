using Coordination.Recipes.Presence;

namespace Coordination.Recipes.Membership;

/// <summary>
/// That this process is a member of a group, until it is disposed: it joins again by itself when a session was lost or
/// its znode was deleted by hand.
/// </summary>
/// <remarks>
/// <b>Suspended</b>: it is a member, and others see it, as long as its session stands. <b>Lost</b>:
/// <see cref="Lease"/> is null until the next session stands and it has joined again. A later member of the same id
/// takes its place (<see cref="Replaced"/>): ids are to be unique, and the latest incarnation counts.
/// </remarks>
public sealed class GroupMembership : IAsyncDisposable
{
    private readonly PresentZnode _znode;

    internal GroupMembership(PresentZnode znode) => _znode = znode;

    /// <summary>What this member is called.</summary>
    public string Id => Path.Name.ToString();

    /// <summary>The member's znode.</summary>
    public ZPath Path => _znode.Path;

    /// <summary>
    /// That it is a member now, by the session in force: its token is the zxid by which it joined. Null while it is
    /// not, and then another when it has joined again. Disposing it leaves the group.
    /// </summary>
    public ILease? Lease => _znode.Lease;

    /// <summary>
    /// Cancelled when a later member of the same id has taken the place; this one does not come back.
    /// </summary>
    public CancellationToken Replaced => _znode.Replaced;

    /// <summary>
    /// Says something else about this member; ends when the ensemble has it, which takes a connection. It is kept for
    /// when it has to join again.
    /// </summary>
    /// <exception cref="InvalidOperationException">It was replaced.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed, or its client.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it is said all the same, sooner or later.
    /// </exception>
    public ValueTask UpdateAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default) =>
        _znode.SetAsync(payload, cancellationToken);

    /// <summary>Leaves; waits for the server no longer than the session stands. Idempotent.</summary>
    public ValueTask DisposeAsync() => _znode.DisposeAsync();
}
