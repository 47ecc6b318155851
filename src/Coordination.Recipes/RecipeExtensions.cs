using Coordination.Recipes.Election;
using Coordination.Recipes.Leases;
using Coordination.Recipes.Locks;

namespace Coordination;

/// <summary>The recipes, as methods of every client.</summary>
public static class RecipeExtensions
{
    /// <summary>A fair lock: one holder at a time.</summary>
    /// <param name="client">The client.</param>
    /// <param name="path">The znode below which contenders stand; made where it is missing.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">The path is the root.</exception>
    public static DistributedMutex Lock(this ICoordinationClient client, ZPath path, LockOptions? options = null) =>
        new(Checked(client), Checked(path), options ?? new LockOptions());

    /// <summary>A fair lock that many hold for reading or one for writing.</summary>
    /// <param name="client">The client.</param>
    /// <param name="path">The znode below which contenders stand; made where it is missing.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">The path is the root.</exception>
    public static ReadWriteLock ReadWriteLock(
        this ICoordinationClient client, ZPath path, LockOptions? options = null) =>
        new(Checked(client), Checked(path), options ?? new LockOptions());

    /// <summary>Permits of which a number are out at a time.</summary>
    /// <param name="client">The client.</param>
    /// <param name="path">The znode below which contenders stand; made where it is missing.</param>
    /// <param name="permits">How many, from 1 to <see cref="LeaseSemaphore.MostPermits"/>; the same for all who use
    /// it.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">The path is the root, or the number out of range.</exception>
    public static LeaseSemaphore Semaphore(
        this ICoordinationClient client, ZPath path, int permits, LockOptions? options = null)
    {
        LeaseSemaphore.CheckPermits(permits);
        return new(Checked(client), Checked(path), permits, options ?? new LockOptions());
    }

    /// <summary>Several mutexes as one: all are held or none.</summary>
    /// <param name="client">The client.</param>
    /// <param name="paths">The mutexes; at least one, each once.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is none, one comes twice, or one is the root.</exception>
    public static MultiLock MultiLock(
        this ICoordinationClient client, IReadOnlyList<ZPath> paths, LockOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count == 0 || paths.Distinct().Count() != paths.Count)
            throw new ArgumentException("A multi-lock has at least one path, and each once.", nameof(paths));
        foreach (ZPath path in paths)
            Checked(path);
        return new(Checked(client), paths, options ?? new LockOptions());
    }

    /// <summary>One of many candidates leads.</summary>
    /// <param name="client">The client.</param>
    /// <param name="path">The znode below which candidates stand; made where it is missing.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">The path is the root, or an option out of range.</exception>
    public static LeaderElection Election(
        this ICoordinationClient client, ZPath path, ElectionOptions? options = null) =>
        new(Checked(client), Checked(path), options ?? new ElectionOptions());

    /// <summary>
    /// Makes a transaction happen only while a lease is the newest grant: who was paused or cut off and has lost it
    /// meanwhile, even without knowing, is refused. It adds one operation per lock, or two for a leadership, in front
    /// of what follows; <see cref="TransactionRejectedException.FailedIndex"/> counts them.
    /// </summary>
    /// <param name="transaction">The transaction, for what the lease protects inside the tree.</param>
    /// <param name="lease">What a recipe of this package gave.</param>
    /// <exception cref="ArgumentException">The lease is of another kind.</exception>
    public static ICoordinationTransaction Guarded(this ICoordinationTransaction transaction, ILease lease)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(lease);
        if (lease is not IGuardingLease guard)
            throw new ArgumentException($"A {lease.GetType().Name} stands for no znode to check.", nameof(lease));
        guard.AddGuards(transaction);
        return transaction;
    }

    internal static ICoordinationClient Checked(ICoordinationClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client;
    }

    internal static ZPath Checked(ZPath path)
    {
        if (path.IsRoot || path.IsPrefixOnly)
            throw new ArgumentException($"'{path}' cannot be the znode of a recipe.", nameof(path));
        return path;
    }
}
