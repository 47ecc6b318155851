using System.Diagnostics.CodeAnalysis;
using Coordination;
using Coordination.Hosting;
using Coordination.Recipes.Election;
using Coordination.Work;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Work that one of all hosts does: the one that leads.</summary>
public static class CoordinationLeaderExtensions
{
    /// <summary>
    /// Runs a background service on exactly one of the hosts that add it: in place of <c>AddHostedService</c>, one
    /// line. Its token is cancelled before the leadership can be another's, and another host begins then; it is made
    /// anew, with a scope of its own, each time this host leads again. It may ask for the <see cref="Leadership"/>, and
    /// so for the fencing token. What it throws ends the term, after which this host stays out for
    /// <see cref="ElectionOptions.RetryDelay"/>; the host goes on in any case. When it returns it is done, until
    /// another host leads. The host steps down before its other services stop.
    /// </summary>
    /// <typeparam name="T">The service; it need not be registered.</typeparam>
    /// <param name="services">Where it is registered.</param>
    /// <param name="path">The znode of the election, the same in all hosts.</param>
    /// <param name="configure">Priority and other choices of this candidate.</param>
    /// <param name="clientKey">Which client, where there are several.</param>
    public static IServiceCollection AddLeaderElectedService<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IServiceCollection services, ZPath path, Action<ElectionOptions>? configure = null,
        object? clientKey = null)
        where T : BackgroundService
    {
        ArgumentNullException.ThrowIfNull(services);
        return Add(services, path, configure, clientKey,
            BackgroundTerm.RunAsync<T>);
    }

    /// <summary>
    /// Does something on exactly one of the hosts that add it, again and again: a period after it was begun last, or at
    /// once where it took longer; and at once when another host begins to lead. It never runs twice at a time. What it
    /// throws ends the term, as with <see cref="AddLeaderElectedService"/>, so that another host may try.
    /// </summary>
    /// <param name="services">Where it is registered.</param>
    /// <param name="path">The znode of the election, the same in all hosts.</param>
    /// <param name="period">From beginning to beginning, above 0.</param>
    /// <param name="work">
    /// The work, with a scope of its own for each term. Its token is cancelled before the leadership can be another's.
    /// </param>
    /// <param name="configure">Priority and other choices of this candidate.</param>
    /// <param name="clientKey">Which client, where there are several.</param>
    public static IServiceCollection RunOnLeaderEvery(
        this IServiceCollection services, ZPath path, TimeSpan period,
        Func<IServiceProvider, CancellationToken, Task> work, Action<ElectionOptions>? configure = null,
        object? clientKey = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(work);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        return Add(services, path, configure, clientKey,
            (scope, clock, ends) => RunEveryAsync(period, clock, scope, work, ends));
    }

    private static IServiceCollection Add(
        IServiceCollection services, ZPath path, Action<ElectionOptions>? configure, object? clientKey,
        Func<IServiceProvider, TimeProvider, CancellationToken, Task> run)
    {
        var options = new ElectionOptions();
        configure?.Invoke(options);
        services.TryAddScoped<LeaderTerm>();
        services.TryAddScoped(static provider => provider.GetRequiredService<LeaderTerm>().Leadership
            ?? throw new InvalidOperationException("A leadership is there for what a leader does only."));
        var work = new LeaderWork(path, clientKey, options, run);
        services.AddSingleton<IHostedService>(
            provider => new LeaderCampaign(provider, work, provider.GetRequiredService<ILoggerFactory>()));
        return services;
    }

    private static async Task RunEveryAsync(
        TimeSpan period, TimeProvider clock, IServiceProvider scope,
        Func<IServiceProvider, CancellationToken, Task> work, CancellationToken ends)
    {
        while (true)
        {
            ends.ThrowIfCancellationRequested();
            long began = clock.GetTimestamp();
            await work(scope, ends).ConfigureAwait(false);
            TimeSpan left = period - clock.GetElapsedTime(began);
            if (left > TimeSpan.Zero)
                await clock.DelayAsync(left, ends).ConfigureAwait(false);
        }
    }
}
