using System.Globalization;
using System.Text;
using Coordination.Recipes.Contenders;

namespace Coordination.Recipes.Locks;

/// <summary>How many permits all who use a semaphore have agreed on: decimal digits as its znode's data.</summary>
internal sealed class SemaphoreSize(ICoordinationClient client, ZPath path, int permits)
{
    private int _permits = permits;
    private volatile bool _isAgreed;

    /// <summary>The number; null where nobody has written one yet.</summary>
    public static int? Read(in ZNode znode)
    {
        if (znode.Data.IsEmpty)
            return null;
        return int.TryParse(znode.Data.Span, NumberStyles.None, CultureInfo.InvariantCulture, out int permits)
            ? permits
            : throw new InvalidOperationException($"The data of '{znode.Path}' is no number of permits.");
    }

    /// <summary>
    /// The number that holds now, watched; one's own is written where there is none. Null where it has changed
    /// meanwhile: look again.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is another than one's own.</exception>
    public async ValueTask<int?> AgreeAsync(WatchSet watches, CancellationToken cancellationToken)
    {
        if (await watches.ReadAsync(path, cancellationToken).ConfigureAwait(false) is not { } znode)
            return null;
        int own = Volatile.Read(ref _permits);
        if (Read(znode) is not { } agreed)
        {
            await TrySetAsync(own, znode.Stat.Version, cancellationToken).ConfigureAwait(false);
            return null;
        }

        // Who has agreed once follows a change.
        if (agreed != own && !_isAgreed)
        {
            throw new InvalidOperationException(
                $"The semaphore '{path}' has {agreed} permits, and not {own}: all who use it must ask for the same.");
        }

        _isAgreed = true;
        Volatile.Write(ref _permits, agreed);
        return agreed;
    }

    public async ValueTask ChangeAsync(int permits, CancellationToken cancellationToken)
    {
        while (true)
        {
            ZNode? znode = await client.TryGetAsync(path, options: null, cancellationToken).ConfigureAwait(false);
            if (znode is null)
                await ContainerParent.EnsureAsync(client, path, cancellationToken).ConfigureAwait(false);
            else if (await TrySetAsync(permits, znode.Value.Stat.Version, cancellationToken).ConfigureAwait(false))
                break;
        }

        Volatile.Write(ref _permits, permits);
    }

    /// <summary>False where it has changed meanwhile, or may have been set: look again.</summary>
    private async ValueTask<bool> TrySetAsync(int permits, int version, CancellationToken cancellationToken)
    {
        byte[] data = Encoding.UTF8.GetBytes(permits.ToString(CultureInfo.InvariantCulture));
        try
        {
            await client.SetAsync(path, data, version, options: null, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestRejectedException changed) when (changed.Code is ErrorCode.BadVersion or ErrorCode.NoNode)
        {
            return false;
        }
        catch (OutcomeUnknownException)
        {
            return false;
        }
    }
}
