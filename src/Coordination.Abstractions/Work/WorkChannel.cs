using System.Threading.Channels;

namespace Coordination.Work;

/// <summary>The one place where channels are made: bounded, and continuing on the thread that writes.</summary>
public static class WorkChannel
{
    /// <summary>
    /// A channel of at most <paramref name="capacity"/> items. Write with <c>TryWrite</c>, inside a posted item, since
    /// the reader continues there.
    /// </summary>
    public static Channel<T> Create<T>(int capacity, bool singleReader = true,
        BoundedChannelFullMode whenFull = BoundedChannelFullMode.Wait) =>
        Channel.CreateBounded<T>(new BoundedChannelOptions(capacity)
        {
            AllowSynchronousContinuations = true,
            SingleReader = singleReader,
            FullMode = whenFull,
        });
}
