// Systems A, B and C follow one common.yml; A has an overlay of its own. Nothing is restarted.
//   dotnet run --project samples/SharedConfiguration [-- --transport tcp --connect 127.0.0.1:2181]
using System.Threading.Channels;
using Coordination;
using Coordination.Recipes.ConfigSubscriptions;
using Coordination.Transports.InMemory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SharedConfiguration;

IConfigurationRoot arguments = new ConfigurationBuilder().AddCommandLine(args).Build();
string? connect = arguments["transport"] == "tcp" ? arguments["connect"] : null;
await using InMemoryEnsemble? ensemble = connect is null ? InMemoryEnsemble.Start() : null;

using IHost admin = NewHost().Build();
await admin.StartAsync();
var client = admin.Services.GetRequiredService<ICoordinationClient>();
ZPath folder = "/samples/shared-configuration";
await client.DeleteRecursiveAsync(folder);

ConfigPublisher common = client.ConfigPublisher(folder / "common.yml");
ConfigPublisher overlay = client.ConfigPublisher(folder / "ASystem.yml");
await common.PublishAsync("database: { host: db.internal, connections: 8 }"u8.ToArray());
await overlay.PublishAsync("database: { connections: 2 }"u8.ToArray());

Channel<string> reports = Channel.CreateUnbounded<string>();
string[] names = ["A", "B", "C"];
IHost[] systems = [.. await Task.WhenAll(names.Select(StartSystemAsync))];

Console.WriteLine("The administrator moves the database.");
await common.PublishAsync("database: { host: db2.internal, connections: 16 }"u8.ToArray());
await ReportsAsync(3);

Console.WriteLine("The administrator makes a mistake, which nobody follows, and takes it back.");
await common.PublishAsync("database: { host: [ }"u8.ToArray());
IReadOnlyList<ConfigRevision> history = await common.GetHistoryAsync();
await common.RollBackAsync(history[1]);
await ReportsAsync(3);

Console.WriteLine("One transaction changes both documents: system A sees one change.");
await client.Transaction()
    .Set(common.Path, "database: { host: db3.internal, connections: 32 }"u8.ToArray())
    .Set(overlay.Path, "database: { connections: 3 }"u8.ToArray())
    .CommitAsync();
await ReportsAsync(3);

foreach (IHost system in systems)
{
    await system.StopAsync();
    system.Dispose();
}

await client.DeleteRecursiveAsync(folder);
await admin.StopAsync();
Console.WriteLine("Done.");

HostApplicationBuilder NewHost()
{
    HostApplicationBuilder builder = Host.CreateApplicationBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Error);
    // Not null: where nobody is connected to, the ensemble runs here.
    builder.AddCoordination(c => _ = connect is null ? c.UseInMemory(ensemble!) : c.UseTcp(connect));
    return builder;
}

async Task<IHost> StartSystemAsync(string name)
{
    HostApplicationBuilder builder = NewHost();
    await builder.AddCoordinationConfigurationAsync(folder / "common.yml", options =>
    {
        if (name == "A")
            options.Overlays.Add(folder / "ASystem.yml");
    });
    builder.Services.Configure<Database>(builder.Configuration.GetSection("database"));

    IHost host = builder.Build();
    var database = host.Services.GetRequiredService<IOptionsMonitor<Database>>();
    Console.WriteLine($"System {name} starts with {database.CurrentValue}.");
    database.OnChange(changed => reports.Writer.TryWrite($"System {name} goes on with {changed}."));
    await host.StartAsync();
    return host;
}

async Task ReportsAsync(int count)
{
    var lines = new List<string>();
    while (lines.Count < count)
        lines.Add(await reports.Reader.ReadAsync());
    lines.Order(StringComparer.Ordinal).ToList().ForEach(Console.WriteLine);
}
