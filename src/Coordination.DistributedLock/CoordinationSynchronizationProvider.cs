using Coordination.Recipes.Locks;
using Medallion.Threading;

namespace Coordination.DistributedLock;

/// <summary>
/// The three providers of <c>DistributedLock.Core</c> over one client: whoever asks for one of them, in code that knows
/// nothing of this library, gets the fair locks of <c>Coordination.Recipes</c>.
/// </summary>
/// <remarks>
/// <para>Each kind has a folder of its own below the root (<c>mutexes</c>, <c>reader-writer</c>, <c>semaphores</c>), so
/// that the same name may be used for all three. The mutex <c>report</c> is <c>client.Lock(root / "mutexes" /
/// "report")</c>. Any name will do: a character that no znode's name may have stands there as <c>%</c> and four
/// hexadecimal digits.</para>
/// <para>What is acquired is a <see cref="CoordinationSynchronizationHandle"/>. The interfaces have synchronous methods
/// too, which block their thread while they wait: prefer the others.</para>
/// </remarks>
public sealed class CoordinationSynchronizationProvider
    : IDistributedLockProvider, IDistributedReaderWriterLockProvider, IDistributedSemaphoreProvider
{
    /// <summary>The root where none is given: <c>/distributed-locks</c>.</summary>
    public static readonly ZPath DefaultRoot = "/distributed-locks";

    private readonly ICoordinationClient _client;
    private readonly ZPath _root;

    /// <param name="client">The client; it belongs to whoever made it.</param>
    /// <param name="root">The znode below which all lie, made where it is missing; <see cref="DefaultRoot"/> where it
    /// is left out.</param>
    public CoordinationSynchronizationProvider(ICoordinationClient client, ZPath? root = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _root = root ?? DefaultRoot;
    }

    /// <summary>A lock that one holds at a time.</summary>
    /// <param name="name">Any text.</param>
    public IDistributedLock CreateLock(string name) =>
        new NamedLock(name, _client.Lock(PathOf("mutexes", name)));

    /// <summary>A lock that many hold for reading or one for writing.</summary>
    /// <param name="name">Any text.</param>
    public IDistributedReaderWriterLock CreateReaderWriterLock(string name) =>
        new NamedReaderWriterLock(name, _client.ReadWriteLock(PathOf("reader-writer", name)));

    /// <summary>Permits of which a number are out at a time.</summary>
    /// <param name="name">Any text.</param>
    /// <param name="maxCount">How many, from 1 to <see cref="LeaseSemaphore.MostPermits"/>; the same for all who use
    /// it: who asks for another number is refused with <see cref="InvalidOperationException"/> when it acquires.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    public IDistributedSemaphore CreateSemaphore(string name, int maxCount) =>
        new NamedSemaphore(name, maxCount, _client.Semaphore(PathOf("semaphores", name), maxCount));

    private ZPath PathOf(string kind, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _root / kind / LockName.ToZnode(name);
    }
}
