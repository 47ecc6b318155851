using System.Buffers.Binary;
using Coordination.Ensemble;
using Coordination.Tree;

namespace Coordination.Transports.InMemory;

/// <summary>
/// A whole ensemble inside this process: nothing to install, and gone with the process. For applications of one
/// process, for development and for tests; clients of several hosts may share one.
/// </summary>
public sealed class InMemoryEnsemble : IAsyncDisposable
{
    private readonly CoordinationEnsemble _ensemble;

    private InMemoryEnsemble(InMemoryEnsembleOptions options)
    {
        Span<byte> pathSeed = stackalloc byte[sizeof(ulong)];
        options.DrawRandom(pathSeed);
        var tree = new ZnodeTree(new TreeSettings
        {
            EnforceQuota = options.EnforceQuota,
            PathSeed = BinaryPrimitives.ReadUInt64LittleEndian(pathSeed),
        });
        _ensemble = new CoordinationEnsemble(tree, new VolatileLog(options.TimeProvider), options);
        Transport = new InMemoryTransport(_ensemble);
    }

    /// <summary>What clients connect through; it may be handed to any number of them.</summary>
    public ITransport Transport { get; }

    /// <summary>The ensemble itself, for a server that puts it on a port.</summary>
    public CoordinationEnsemble Ensemble => _ensemble;

    /// <summary>Sessions that stand.</summary>
    public int SessionCount => _ensemble.SessionCount;

    /// <summary>Watches that are armed.</summary>
    public int WatchCount => _ensemble.WatchCount;

    /// <summary>Znodes in the tree, the reserved ones included.</summary>
    public int ZnodeCount => _ensemble.ZnodeCount;

    /// <summary>How far the tree has come.</summary>
    public Zxid LastZxid => _ensemble.LastZxid;

    /// <summary>
    /// The tree's digest: it changes with every change and comes back where the tree does. Each ensemble has its own,
    /// as names are hashed under a seed that it draws.
    /// </summary>
    public UInt128 Digest => _ensemble.Digest;

    /// <summary>Starts an empty ensemble.</summary>
    /// <param name="options">How it serves; they must not be changed afterwards. Null for the defaults.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">
    /// An option is out of its range.
    /// </exception>
    public static InMemoryEnsemble Start(InMemoryEnsembleOptions? options = null) =>
        new(options ?? new InMemoryEnsembleOptions());

    /// <summary>Closes every connection and stops; what was in it is gone.</summary>
    public ValueTask DisposeAsync() => _ensemble.DisposeAsync();
}
