// A background service that runs on one of three hosts: when that host stops another goes on, by a greater token.
//   dotnet run --project samples/LeaderOnlyWorker [-- --transport tcp --connect 127.0.0.1:2181]
using System.Threading.Channels;
using Coordination;
using Coordination.Transports.InMemory;
using LeaderOnlyWorker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

IConfigurationRoot arguments = new ConfigurationBuilder().AddCommandLine(args).Build();
string? connect = arguments["transport"] == "tcp" ? arguments["connect"] : null;
await using InMemoryEnsemble? ensemble = connect is null ? InMemoryEnsemble.Start() : null;
ZPath election = $"/samples/leader-only-worker-{Guid.NewGuid():N}";
Channel<WorkReport> reports = Channel.CreateUnbounded<WorkReport>();

// Each a process of its own in life.
Dictionary<string, IHost> hosts = [];
foreach (string name in (string[])["host 1", "host 2", "host 3"])
    hosts.Add(name, await StartAsync(name));

WorkReport? before = null;
while (hosts.Count > 0)
{
    WorkReport begun = await reports.Reader.ReadAsync();
    Console.WriteLine($"{begun.Host} works, and {hosts.Count - 1} stand by.");
    if (before is not null)
        Console.WriteLine($"Its token is greater than that of the one before: {begun.Token > before.Token}.");
    before = begun;

    hosts.Remove(begun.Host, out IHost? leader);
    await leader!.StopAsync(); // Not null: it has just told.
    leader.Dispose();
    WorkReport ended = await reports.Reader.ReadAsync();
    Console.WriteLine($"{ended.Host} was told to end before any other began: {!ended.IsBeginning}.");
}

async Task<IHost> StartAsync(string name)
{
    var settings = new HostApplicationBuilderSettings { ApplicationName = name };
    HostApplicationBuilder builder = Host.CreateApplicationBuilder(settings);
    builder.Logging.SetMinimumLevel(LogLevel.Error);
    builder.Services.AddSingleton(reports.Writer);
    // Not null: where nobody is connected to, the ensemble runs here.
    builder.AddCoordination(c => _ = connect is null ? c.UseInMemory(ensemble!) : c.UseTcp(connect));
    builder.Services.AddLeaderElectedService<Worker>(election);
    IHost host = builder.Build();
    await host.StartAsync();
    return host;
}
