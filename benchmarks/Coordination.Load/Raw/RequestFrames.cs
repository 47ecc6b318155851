using System.Globalization;
using Coordination.Requests;

namespace Coordination.Load.Raw;

/// <summary>The requests of a plan as frames, made beforehand: what a load sends is copied, not encoded.</summary>
internal sealed class RequestFrames
{
    private const string Digits = "D9";
    private const string FirstName = "000000000";

    private readonly LoadPlan _plan;
    private readonly byte[][] _gets;
    private readonly byte[][] _sets;
    private readonly byte[][] _creates;
    private readonly int[] _created;
    private ulong _random = 88_172_645_463_325_252;

    public RequestFrames(LoadPlan plan)
    {
        _plan = plan;
        byte[] data = new byte[plan.DataLength];
        _gets = Frames(plan.Znodes, i => plan.Operation == LoadOperation.Exists
            ? RawConnection.Frame(new ExistsRequest(plan.Znode(i)))
            : RawConnection.Frame(new GetDataRequest(plan.Znode(i))));
        _sets = Frames(plan.Znodes, i => RawConnection.Frame(new SetDataRequest(plan.Znode(i), data, -1)));
        _creates = plan.Operation == LoadOperation.Create
            ? Frames(plan.Connections, i => CreateFrame(plan.Parent(i) / FirstName, data))
            : [];
        _created = new int[_creates.Length];
    }

    /// <summary>The next request of a connection; good until the next call.</summary>
    public ReadOnlySpan<byte> Next(int connection) => _plan.Operation switch
    {
        LoadOperation.Create => NextCreate(connection),
        LoadOperation.Set => _sets[Draw(_sets.Length)],
        LoadOperation.Mix when Draw(100) >= _plan.ReadPercent => _sets[Draw(_sets.Length)],
        _ => _gets[Draw(_gets.Length)],
    };

    /// <summary>What creates a znode, as all clients do by default: plainly, for everybody.</summary>
    public static byte[] CreateFrame(ZPath path, byte[] data) => RawConnection.Frame(
        new CreateRequest(path, data, Acl.Open, CreateMode.Persistent, WithStat: false));

    private static byte[][] Frames(int count, Func<int, byte[]> make) => [.. Enumerable.Range(0, count).Select(make)];

    private byte[] NextCreate(int connection)
    {
        byte[] frame = _creates[connection];
        WriteName(frame, _plan.Parent(connection).Value.Length + 1, _created[connection]++);
        return frame;
    }

    // Behind length, xid, operation and the path's own length.
    private static void WriteName(byte[] frame, int offsetInPath, int name) =>
        name.TryFormat(frame.AsSpan((4 * sizeof(int)) + offsetInPath), out _, Digits, CultureInfo.InvariantCulture);

    // xorshift64: the generator must not be what is measured.
    private int Draw(int below)
    {
        _random ^= _random << 13;
        _random ^= _random >> 7;
        _random ^= _random << 17;
        return (int)((_random >> 32) * (uint)below >> 32);
    }
}
