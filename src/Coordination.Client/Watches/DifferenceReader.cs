namespace Coordination.Watches;

/// <summary>
/// Reads what is there now for a watch that missed something; across lost sessions, until it has it or the client ends.
/// </summary>
internal sealed class DifferenceReader(ClientCore core, SharedWatch watch) : IThreadPoolWorkItem
{
    /// <summary>Znodes up to which a difference is told one by one; a larger subtree is told to have changed.</summary>
    private const int MostZnodes = 4_096;

    private bool _isOver;

    public void Start() => core.Scheduler.Post(this);

    void IThreadPoolWorkItem.Execute() => _ = ReadAsync();

    private async Task ReadAsync()
    {
        while (!_isOver)
        {
            try
            {
                TreeListing listing = await TreeListing.ReadAsync(
                    core, watch.Path, watch.IsRecursive, MostZnodes).ConfigureAwait(false);
                core.WithWatches((this, listing), static (
                    hub, found) => found.Item1._isOver = hub.TellDifference(found.Item1.Watch, found.listing));
            }
            catch (SessionExpiredException)
            {
                // Read again, in the next session.
            }
            catch (RequestRejectedException refused)
            {
                _isOver = true;
                core.WithWatches((watch, refused), static (hub, failed) => hub.Fail(failed.watch, failed.refused.Code));
            }
            catch (ObjectDisposedException)
            {
                _isOver = true; // The client has ended, and its streams with it.
            }
        }
    }

    private SharedWatch Watch => watch;
}
