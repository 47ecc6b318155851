using System.Threading.Channels;
using Coordination.Recipes.Election;
using Microsoft.Extensions.Hosting;

namespace LeaderOnlyWorker;

/// <summary>An ordinary background service, which may ask for the leadership that it works under.</summary>
internal sealed class Worker(IHostEnvironment host, Leadership term, ChannelWriter<WorkReport> reports)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        reports.TryWrite(new WorkReport(host.ApplicationName, term.FencingToken, IsBeginning: true));
        try
        {
            // Its work; it stops as soon as another host may work.
            await Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken);
        }
        finally
        {
            reports.TryWrite(new WorkReport(host.ApplicationName, term.FencingToken, IsBeginning: false));
        }
    }
}
