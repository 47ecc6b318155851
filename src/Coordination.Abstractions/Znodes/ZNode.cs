using Coordination.Requests;

namespace Coordination;

/// <summary>A znode as it was at one moment: its path, its data and its <see cref="Coordination.Stat"/>.</summary>
public readonly struct ZNode
{
    private readonly GetDataResponse _answer;

    /// <summary>Pairs a path with what the ensemble answered for it.</summary>
    public ZNode(ZPath path, GetDataResponse answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Path = path;
        _answer = answer;
    }

    /// <summary>Where it stands, as the client sees it (below its chroot).</summary>
    public ZPath Path { get; }

    /// <summary>Its data; shared with the ensemble and never changed by it, so it needs no copy.</summary>
    public ReadOnlyMemory<byte> Data => _answer.Data;

    /// <summary>Its versions, times and owner.</summary>
    public Stat Stat => _answer.Stat;
}
