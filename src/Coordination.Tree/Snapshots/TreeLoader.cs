using Coordination.Tree.Sessions;

namespace Coordination.Tree.Snapshots;

/// <summary>
/// Builds a tree record by record. A record that is not there to its end changes nothing and is given again with more.
/// </summary>
internal sealed class TreeLoader
{
    private readonly ZnodeLoader _znodes = new();
    private Header? _header;
    private TreeState? _state;
    private int _sessions;

    public bool IsEnded { get; private set; }

    public int ZnodeCount => _znodes.Count;

    public void Load(ref RecordReader record)
    {
        if (IsEnded)
            record.Fail("there is more after the end");
        else if (_header is null || _state is null)
            LoadHeader(ref record);
        else
            LoadNext(ref record, _header, _state);
    }

    /// <summary>The tree; only when ended.</summary>
    public ZnodeTree Finish()
    {
        if (!IsEnded || _header is null || _state is null)
            throw new InvalidOperationException("The snapshot was not read to its end.");
        return new ZnodeTree(_state, _header.Zxid, _header.TimeMs);
    }

    private void LoadHeader(ref RecordReader record)
    {
        if (record.UInt64() != SnapshotFormat.Magic)
            record.Fail("the beginning is not a snapshot's");
        ulong version = record.Number();
        if (version != SnapshotFormat.Version)
            record.Fail($"the format is version {version}, not {SnapshotFormat.Version}");

        var zxid = new Zxid(record.Int64());
        long timeMs = record.Int64();
        bool enforceQuota = record.Flag("the setting for quotas");
        ulong pathSeed = record.UInt64();
        long opened = record.Int64();
        int sessions = record.Count(int.MaxValue, "the number of sessions");
        int znodes = record.Count(int.MaxValue, "the number of znodes");
        if (znodes < ReservedPaths.Count)
            record.Fail("there are fewer znodes than every tree has");
        if (record.IsBad)
            return;

        _header = new Header(zxid, timeMs, sessions, znodes);
        _state = new TreeState(new TreeSettings { EnforceQuota = enforceQuota, PathSeed = pathSeed });
        _state.Sessions.Opened = opened;
    }

    private void LoadNext(ref RecordReader record, Header header, TreeState state)
    {
        switch (record.Byte())
        {
            case SnapshotFormat.SessionRecord when _sessions < header.Sessions:
                LoadSession(ref record, state);
                break;
            case SnapshotFormat.ZnodeRecord when _sessions == header.Sessions && _znodes.Count < header.Znodes:
                _znodes.Load(ref record, state);
                break;
            case SnapshotFormat.FooterRecord when _sessions == header.Sessions && _znodes.Count == header.Znodes:
                LoadFooter(ref record, header, state);
                break;
            default:
                record.Fail("a record is of an unknown kind, or one too many or too few");
                break;
        }
    }

    private void LoadSession(ref RecordReader record, TreeState state)
    {
        SessionImage session = SessionCodec.Read(ref record);
        if (!record.IsBad && !state.Sessions.TryRestore(session))
            record.Fail($"the session {session.Record.Id} is there twice");
        if (!record.IsBad)
            _sessions++;
    }

    private void LoadFooter(ref RecordReader record, Header header, TreeState state)
    {
        int sessions = record.Count(int.MaxValue, "the number of sessions");
        int znodes = record.Count(int.MaxValue, "the number of znodes");
        var digest = new UInt128(record.UInt64(), record.UInt64());
        ulong end = record.UInt64();
        if (record.IsBad)
            return;

        if (sessions != header.Sessions || znodes != header.Znodes || end != SnapshotFormat.EndMagic)
            record.Fail("the end does not match the beginning");
        else if (state.Store.Walk(ReservedPaths.Config, out _) is null
            || state.Store.Walk(ReservedPaths.Quota, out int quota) is null)
            record.Fail("a reserved znode is missing");
        else if (unchecked(state.Store.Digest + state.Sessions.Digest) != digest)
            record.Fail("the digest of what was read is not the one written");
        else
            state.Quotas.RootSlot = quota;

        state.Acls.Sweep();
        IsEnded = !record.IsBad;
    }

    private sealed record Header(Zxid Zxid, long TimeMs, int Sessions, int Znodes);
}
