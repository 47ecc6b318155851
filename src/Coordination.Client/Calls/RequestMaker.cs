using Coordination.Requests;

namespace Coordination.Calls;

/// <summary>Makes requests of what callers pass, and refuses what no server could make sense of.</summary>
internal static class RequestMaker
{
    public const int MostBufferedEvents = 1 << 20;

    /// <summary>
    /// The longest time to live that ZooKeeper can store: 40 bits of milliseconds (<c>EphemeralType.TTL.maxValue</c>).
    /// </summary>
    private const long MostTimeToLiveMs = 0xff_ffff_ffffL;

    public static Func<CreateRequest, CreateRequest> OwnCreate { get; } =
        static request => request with { Data = request.Data.ToArray(), Acl = [.. request.Acl] };

    public static Func<SetDataRequest, SetDataRequest> OwnSet { get; } =
        static request => request with { Data = request.Data.ToArray() };

    public static Func<SetAclRequest, SetAclRequest> OwnSetAcl { get; } =
        static request => request with { Acl = [.. request.Acl] };

    public static CreateRequest Create(
        ZPath path, ReadOnlyMemory<byte> data, CreateMode mode, CreateOptions? options, IReadOnlyList<Acl> defaultAcl,
            bool withStat)
    {
        if (mode is < CreateMode.Persistent or > CreateMode.PersistentSequentialWithTtl)
            throw new ArgumentOutOfRangeException(nameof(mode), mode, $"There is no create mode {(int)mode}.");
        return new CreateRequest(
            path, data, options?.Acl ?? defaultAcl, mode, TimeToLiveMs(mode, options?.TimeToLive), withStat);
    }

    public static MultiReadRequest ReadMany(IReadOnlyList<IRequest> operations, Chroot? chroot)
    {
        ArgumentNullException.ThrowIfNull(operations);
        var reads = new IRequest[operations.Count];
        for (int i = 0; i < reads.Length; i++)
            reads[i] = Read(operations[i], i, chroot);
        return new MultiReadRequest(reads);
    }

    private static IRequest Read(IRequest operation, int index, Chroot? chroot) => operation switch
    {
        GetDataRequest { Watch: false, Path.IsPrefixOnly: false } get =>
            chroot is null ? operation : get with { Path = chroot.Add(get.Path) },
        GetChildrenRequest { Watch: false, Path.IsPrefixOnly: false } children =>
            chroot is null ? operation : children with { Path = chroot.Add(children.Path) },
        _ => throw new ArgumentException(
            $"Operation {index} is no GetDataRequest or GetChildrenRequest with a whole path and without a watch.",
                nameof(operation)),
    };

    private static long TimeToLiveMs(CreateMode mode, TimeSpan? timeToLive)
    {
        if (!mode.HasTimeToLive())
        {
            return timeToLive is null
                ? 0
                : throw new ArgumentException($"A znode of mode {mode} has no time to live.", nameof(timeToLive));
        }

        if (timeToLive is not { } time)
            throw new ArgumentException($"A znode of mode {mode} needs a time to live.", nameof(timeToLive));
        long milliseconds = (long)time.TotalMilliseconds;
        if (milliseconds is < 1 or > MostTimeToLiveMs)
        {
            throw new ArgumentOutOfRangeException(
                nameof(timeToLive), time,
                    $"The time to live is {milliseconds} ms; it must be from 1 to {MostTimeToLiveMs} ms.");
        }

        return milliseconds;
    }
}
