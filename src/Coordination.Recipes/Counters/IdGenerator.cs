using Coordination.Recipes.Internal;

namespace Coordination.Recipes.Counters;

/// <summary>
/// Numbers that are unique among all who use the same znode, from 1 on, and grow with each that one generator gives.
/// Blocks of them are reserved in the ensemble and given out in this process, so that most cost nothing.
/// </summary>
/// <remarks>
/// What is left of a block when the process ends is never given out: numbers have gaps. So they have where a block's
/// reservation may have happened, but nobody can tell. <b>Suspended</b> or <b>lost</b>: what is left of the block is
/// given out; then a call waits for the connection. <b>Cancelled</b>: a block may be left out. It holds nothing in the
/// ensemble; any thread may call.
/// </remarks>
public sealed class IdGenerator
{
    /// <summary>Numbers reserved at a time, by default.</summary>
    public const int DefaultBlockSize = 100;

    /// <summary>The most numbers that may be reserved at a time.</summary>
    public const int MostBlockSize = 1_000_000;

    private readonly AtomicCounter _counter;
    private readonly int _blockSize;
    private readonly AsyncGate _gate;
    private readonly Lock _sync = new();
    private long _next = 1;
    private long _last;

    internal IdGenerator(ICoordinationClient client, ZPath path, int blockSize)
    {
        _counter = new AtomicCounter(client, path);
        _blockSize = blockSize;
        _gate = new AsyncGate(client.TimeProvider);
    }

    /// <summary>The znode whose data is the last number of the last block.</summary>
    public ZPath Path => _counter.Path;

    /// <summary>The next number.</summary>
    /// <exception cref="OverflowException">All 2⁶³ − 1 are given out.</exception>
    public ValueTask<long> NextAsync(CancellationToken cancellationToken = default) =>
        TryTake(out long id) ? new ValueTask<long>(id) : ReserveAsync(cancellationToken);

    private async ValueTask<long> ReserveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (TryTake(out long id))
                    return id;
                long last = await _counter.AddAsync(_blockSize, cancellationToken).ConfigureAwait(false);
                lock (_sync)
                    (_next, _last) = (last - _blockSize + 1, last);
            }
            catch (OutcomeUnknownException)
            {
                // The block is nobody's; the next one will do.
            }
            finally
            {
                _gate.Leave();
            }
        }
    }

    private bool TryTake(out long id)
    {
        lock (_sync)
        {
            id = _next;
            if (_next > _last)
                return false;
            _next++;
            return true;
        }
    }
}
