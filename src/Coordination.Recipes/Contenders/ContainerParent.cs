namespace Coordination.Recipes.Contenders;

/// <summary>
/// The znode that contenders stand below: a container, which the server removes after the last has left, or a
/// persistent znode where the server has no containers (Apache ZooKeeper before 3.5.1).
/// </summary>
internal static class ContainerParent
{
    // A reaper takes one ancestor at a time; a chroot that is not there stays away.
    private const int MostReaped = 10;

    public static async ValueTask EnsureAsync(
        ICoordinationClient client, ZPath path, CancellationToken cancellationToken)
    {
        CreateMode mode = CreateMode.Container;
        int reapedCount = 0;
        while (true)
        {
            try
            {
                await client.EnsurePathAsync(path, mode, options: null, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (RequestRejectedException error) when (
                error.Code == ErrorCode.Unimplemented && mode == CreateMode.Container)
            {
                mode = CreateMode.Persistent;
            }
            catch (RequestRejectedException error) when (
                error.Code == ErrorCode.NoNode && ++reapedCount < MostReaped)
            {
                // An ancestor was reaped meanwhile.
            }
            catch (Exception error) when (error is OutcomeUnknownException or SessionExpiredException)
            {
                // Looks again what there is.
            }
        }
    }
}
