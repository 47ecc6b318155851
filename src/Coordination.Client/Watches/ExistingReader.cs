namespace Coordination.Watches;

/// <summary>
/// Reads what exists for a stream that asked for it; across lost sessions, until it has it, the stream ends or the
/// client does.
/// </summary>
internal sealed class ExistingReader(ClientCore core, WatchStream stream) : IThreadPoolWorkItem
{
    public void Start() => core.Scheduler.Post(this);

    void IThreadPoolWorkItem.Execute() => _ = ReadAsync();

    private async Task ReadAsync()
    {
        while (true)
        {
            try
            {
                TreeListing listing = await TreeListing
                    .ReadAsync(core, stream.FullPath, stream.IsRecursive, int.MaxValue).ConfigureAwait(false);
                core.WithWatches(
                    (stream, listing), static (hub, found) => hub.Synchronize(found.stream, found.listing));
                return;
            }
            catch (SessionExpiredException)
            {
                // Read again from the beginning, in the next session.
            }
            catch (RequestRejectedException refused)
            {
                core.WithWatches(
                    (stream, refused), static (hub, failed) => hub.Fail(failed.stream, failed.refused.Code));
                return;
            }
            catch (ObjectDisposedException)
            {
                return; // The client has ended, and its streams with it.
            }
        }
    }
}
