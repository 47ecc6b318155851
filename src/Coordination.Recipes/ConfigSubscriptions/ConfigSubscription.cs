using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Coordination.Internal;
using Coordination.Recipes.Internal;
using Coordination.Work;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coordination.Recipes.ConfigSubscriptions;

/// <summary>
/// A configuration that follows its znodes: typed, versions never go back, and the last good one stays in force while
/// what the ensemble has cannot be read. Several documents that one transaction changes are one change.
/// </summary>
/// <remarks>
/// <b>Suspended</b>: the current version stays; what changed meanwhile is read on reconnecting. <b>Lost</b>: the same,
/// over the client's next session. It holds nothing in the ensemble.
/// </remarks>
public sealed partial class ConfigSubscription<T> : IAsyncDisposable
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly ICoordinationClient _client;
    private readonly ZPath[] _paths;
    private readonly IConfigParser<T> _parser;
    private readonly ConfigOptions _options;
    private readonly LastGoodFile? _file;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<bool> _dirty = WorkChannel.Create<bool>(1, whenFull: BoundedChannelFullMode.DropWrite);
    private readonly Completion<bool> _first;
    private readonly Lock _sync = new();
    private readonly List<Channel<bool>> _readers = [];

    // Written inside the lock: by the one loop, and by the start where the file serves.
    private volatile ConfigState<T> _state = new(null, null);
    private IReadOnlyList<ConfigDocument>? _seen;
    private ZPath? _missing;
    private Task _loop = Task.CompletedTask;

    private ConfigSubscription(
        ICoordinationClient client, ZPath[] paths, IConfigParser<T> parser, ConfigOptions options)
    {
        _client = client;
        _paths = paths;
        _parser = parser;
        _options = options;
        _first = new Completion<bool>(WorkScheduler.For(client.TimeProvider));
        _file = options.LastGoodFile is { } file ? new LastGoodFile(file, paths, options.IsSubtree) : null;
        _logger = options.LoggerFactory?.CreateLogger("Coordination.Recipes.ConfigSubscriptions")
            ?? NullLogger.Instance;
    }

    /// <summary>The znodes followed, the later above the earlier.</summary>
    public IReadOnlyList<ZPath> Paths => _paths;

    /// <summary>How it stands now.</summary>
    public ConfigState<T> State => _state;

    /// <summary>The value in force: of the last good version.</summary>
    public T Value => _state.Current is { } current
        ? current.Value
        : throw new InvalidOperationException("There has been no good version yet.");

    internal static async ValueTask<ConfigSubscription<T>> StartAsync(
        ICoordinationClient client,
        ZPath path,
        IConfigParser<T> parser,
        ConfigOptions options,
        CancellationToken cancellationToken)
    {
        var subscription = new ConfigSubscription<T>(client, options.PathsFrom(path), parser, options);
        try
        {
            subscription._loop = subscription.RunAsync();
            await subscription.LoadAsync(cancellationToken).ConfigureAwait(false);
            return subscription;
        }
        catch
        {
            await subscription.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Yields how it stands now, then each change of it; a slow reader skips to the newest. Any number of readers. It
    /// ends when the subscription or its client is disposed.
    /// </summary>
    public async IAsyncEnumerable<ConfigState<T>> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Channel<bool> changes = WorkChannel.Create<bool>(1, whenFull: BoundedChannelFullMode.DropWrite);
        lock (_sync)
        {
            if (_stop.IsCancellationRequested)
                yield break;
            _readers.Add(changes);
        }

        try
        {
            ConfigState<T>? last = null;
            do
            {
                if (_state is var state && !ReferenceEquals(state, last))
                    yield return last = state;
            }
            while (await changes.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false)
                && changes.Reader.TryRead(out _));
        }
        finally
        {
            lock (_sync)
                _readers.Remove(changes);
        }
    }

    /// <summary>Stops following.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_sync)
        {
            if (_stop.IsCancellationRequested)
                return;
            _stop.Cancel();
        }

        await _loop.ConfigureAwait(false);
        EndReaders();
    }

    // Returns once there is a version in force, which is good enough to start with.
    private async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        bool isKnown = await FirstReadingAsync(cancellationToken).ConfigureAwait(false);
        if (_state.Current is not null)
            return;

        if (_file?.Read() is { } kept)
        {
            // What the ensemble showed meanwhile is newer than any file.
            var version = new ConfigVersion<T>(_parser.Parse(kept), kept, IsFromFile: true);
            lock (_sync)
            {
                if (_state.Current is null)
                    _state = _state with { Current = version };
            }

            Log.StartedFromFile(_logger, _options.LastGoodFile, _paths[0]);
            return;
        }

        if (_state.Failure is { } failure)
            throw failure;
        if (!isKnown)
        {
            throw new TimeoutException(
                $"The configuration at '{_paths[0]}' was not read within {_options.LoadTimeout.TotalSeconds} s; "
                + $"the client is {_client.State}.");
        }
    }

    // False where the time is over first.
    private async ValueTask<bool> FirstReadingAsync(CancellationToken cancellationToken)
    {
        ITimer timer = _client.TimeProvider.CreateTimer(
            // Not null: it is the state handed over.
            static state => ((Completion<bool>)state!).TrySetResult(false),
            _first,
            _options.LoadTimeout,
            Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            _first.CancelWith(cancellationToken);
            return await _first.Task.ConfigureAwait(false);
        }
    }

    private async Task RunAsync()
    {
        Task[] streams = [.. _paths.Select(FollowAsync)];
        try
        {
            while (await _dirty.Reader.WaitToReadAsync(_stop.Token).ConfigureAwait(false))
            {
                _dirty.Reader.TryRead(out _);
                await ReadAsync().ConfigureAwait(false);
                if (PlantedBugs.IsOn(PlantedRecipeBugs.ForgetsWhileReading))
                    _dirty.Reader.TryRead(out _);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed.
        }
        catch (ObjectDisposedException)
        {
            // The client was disposed: nothing changes any more.
        }

        foreach (Task stream in streams)
            await stream.ConfigureAwait(false);
        _first.TrySetException(new ObjectDisposedException(nameof(ConfigSubscription<>)));
        EndReaders();
    }

    // Says after every event, and after every new beginning, that there may be something new to read.
    private async Task FollowAsync(ZPath path)
    {
        try
        {
            await FollowToTheEndAsync(path).ConfigureAwait(false);
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException)
        {
            // Disposed, the subscription or the client.
        }

        _dirty.Writer.TryComplete();
    }

    private async Task FollowToTheEndAsync(ZPath path)
    {
        var options = new WatchOptions { Recursive = _options.IsSubtree };
        TimeSpan retry = FirstRetry;
        while (true)
        {
            try
            {
                await foreach (WatchEvent _ in _client.WatchAsync(path, options, _stop.Token).ConfigureAwait(false))
                {
                    retry = FirstRetry;
                    _dirty.Writer.TryWrite(true);
                }

                return;
            }
            catch (RequestRejectedException)
            {
                // It may not be watched, and so not be read, which the reading reports. Rights can be given later.
                _dirty.Writer.TryWrite(true);
                await _client.TimeProvider.DelayAsync(retry, _stop.Token).ConfigureAwait(false);
                retry = TimeSpan.FromTicks(Math.Min(2 * retry.Ticks, LongestRetry.Ticks));
            }
        }
    }

    private async ValueTask ReadAsync()
    {
        ConfigState<T> next;
        try
        {
            ConfigReading reading = await ConfigReader.ReadAsync(_client, _paths, _options.IsSubtree, _stop.Token)
                .ConfigureAwait(false);
            ZPath? missing = _options.Optional ? null : reading.Missing;
            if (_seen is { } seen && ConfigTransition.AreSame(seen, reading.Documents) && missing == _missing
                && _state.Failure is not RequestRejectedException)
            {
                return;
            }

            (_seen, _missing) = (reading.Documents, missing);
            next = ConfigTransition.After(_state, reading.Documents, missing, _parser);
        }
        catch (Exception refused) when (refused is RequestRejectedException or InvalidOperationException
            and not ObjectDisposedException)
        {
            next = _state with { Failure = refused };
        }

        if (next.Failure is { } failure)
            Log.Broken(_logger, _paths[0], failure);
        else if (_file is not null)
            Keep(next);
        lock (_sync)
            _state = next.Current is null ? next with { Current = _state.Current } : next;
        _first.TrySetResult(true);
        Announce();
    }

    private void Keep(ConfigState<T> state)
    {
        try
        {
            // Not null: there is no failure, so there is a version.
            _file!.Write(state.Current!.Documents);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.FileNotWritten(_logger, _options.LastGoodFile, failure);
        }
    }

    private void Announce()
    {
        lock (_sync)
        {
            // Each reader is woken in an item of its own, in which its code runs.
            foreach (Channel<bool> reader in _readers)
                WorkScheduler.For(_client.TimeProvider).Post(() => reader.Writer.TryWrite(true));
        }
    }

    private void EndReaders()
    {
        lock (_sync)
        {
            foreach (Channel<bool> reader in _readers)
                WorkScheduler.For(_client.TimeProvider).Post(() => reader.Writer.TryComplete());
        }
    }
}
