using Coordination.Tests.Client.Scripted;
using Coordination.Work;

namespace Coordination.Tests.Abstractions;

public sealed class CompletionTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task A_waiter_continues_in_a_posted_item_and_not_in_the_stack_of_whoever_decides()
    {
        var completion = new Completion<int>(_clock);
        ValueTask<int> task = completion.Task;

        Assert.True(completion.TrySetResult(7));
        bool before = task.IsCompleted;
        _clock.RunPosted();

        Assert.False(before);
        Assert.True(completion.IsDecided);
        Assert.Equal(7, await task);
    }

    [Fact]
    public async Task It_is_decided_once()
    {
        var completion = new Completion<int>(_clock);

        Assert.True(completion.TrySetException(new InvalidOperationException("first")));
        Assert.False(completion.TrySetResult(1));
        Assert.False(completion.TrySetCanceled(default));
        _clock.RunPosted();

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await completion.Task);
        Assert.Equal(0, _clock.PostedCount);
    }

    [Fact]
    public async Task A_token_decides_it_by_cancellation()
    {
        var completion = new Completion<int>(_clock);
        using var source = new CancellationTokenSource();
        completion.CancelWith(source.Token);

        source.Cancel();
        _clock.RunPosted();

        OperationCanceledException canceled =
            await Assert.ThrowsAsync<OperationCanceledException>(async () => await completion.Task);
        Assert.Equal(source.Token, canceled.CancellationToken);
    }

    [Fact]
    public void A_token_that_was_cancelled_before_decides_it_at_once()
    {
        var completion = new Completion<int>(_clock);

        completion.CancelWith(new CancellationToken(canceled: true));

        Assert.True(completion.IsDecided);
    }

    [Fact]
    public async Task A_token_comes_too_late_for_what_is_decided()
    {
        var completion = new Completion<int>(_clock);
        using var source = new CancellationTokenSource();
        completion.TrySetResult(3);
        completion.CancelWith(source.Token);
        _clock.RunPosted();

        source.Cancel();

        Assert.Equal(3, await completion.Task);
    }

    [Fact]
    public async Task A_result_and_a_cancellation_at_the_same_time_leave_one_of_them()
    {
        for (int i = 0; i < 2_000; i++)
        {
            var completion = new Completion<int>(WorkScheduler.ThreadPool);
            using var source = new CancellationTokenSource();
            Task<bool> decided = Task.Run(() => completion.TrySetResult(5));
            Task canceled = Task.Run(source.Cancel);
            completion.CancelWith(source.Token);

            int? result = null;
            try
            {
                result = await completion.Task;
            }
            catch (OperationCanceledException)
            {
                // The other one.
            }

            await canceled;
            Assert.Equal(await decided, result == 5);
        }
    }

    [Fact]
    public void A_delay_ends_when_time_has_passed_or_its_token_says_so()
    {
        using var source = new CancellationTokenSource();
        ValueTask passed = _clock.DelayAsync(TimeSpan.FromSeconds(1));
        ValueTask canceled = _clock.DelayAsync(TimeSpan.FromHours(1), source.Token);

        _clock.PassMs(999);
        bool before = passed.IsCompleted;
        _clock.PassMs(1);
        source.Cancel();
        _clock.RunPosted();

        Assert.False(before);
        Assert.True(passed.IsCompletedSuccessfully);
        Assert.True(canceled.IsCanceled);
    }

    [Fact]
    public async Task A_one_shot_watch_fires_once_and_is_over_when_disposed()
    {
        var change = new WatchEvent(WatchEventType.NodeCreated, "/a");
        using var fired = new OneShotWatch(_clock);
        var disposed = new OneShotWatch(_clock);
        int disarmed = 0;
        disposed.OnDispose(() => disarmed++);

        Assert.True(fired.TryFire(change));
        Assert.False(fired.TryFire(change));
        disposed.Dispose();
        disposed.Dispose();
        Assert.False(disposed.TryFire(change));
        _clock.RunPosted();

        Assert.Equal(change, await fired.FiredAsync());
        Assert.Equal(1, disarmed);
        Assert.Throws<InvalidOperationException>(() => disposed.OnDispose(() => { }));
    }
}
