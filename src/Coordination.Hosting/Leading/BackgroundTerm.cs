using System.Diagnostics.CodeAnalysis;
using Coordination.Work;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Coordination.Hosting;

/// <summary>A background service for one term: made anew, run, and stopped when the term ends.</summary>
internal static class BackgroundTerm
{
    public static async Task RunAsync<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        IServiceProvider services, TimeProvider clock, CancellationToken ends)
        where T : BackgroundService
    {
        T service = ActivatorUtilities.CreateInstance<T>(services);
        try
        {
            await service.StartAsync(ends).ConfigureAwait(false);
            if (service.ExecuteTask is { } execution)
                await execution.ConfigureAwait(false);

            // Done, as a background service of any host may be: it is not begun again while nobody else leads.
            await clock.DelayAsync(Timeout.InfiniteTimeSpan, ends).ConfigureAwait(false);
        }
        finally
        {
            await service.StopAsync(CancellationToken.None).ConfigureAwait(false);
            service.Dispose();
        }
    }
}
