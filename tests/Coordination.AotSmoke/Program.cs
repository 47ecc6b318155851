using Coordination;
using Coordination.AotSmoke;
using Coordination.Recipes.Naming;
using Coordination.Transports.InMemory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// Published without a JIT, this runs through client, ensemble, both transports, hosting, recipes, CRUSH and
// configuration: what trimming took away or what would need code at run time shows here.
HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Configuration.AddInMemoryCollection([new("Coordination:SessionTimeout", "00:00:07")]);
builder.AddCoordination(c => c.UseInMemory());
builder.AddKeyedCoordination("other", c => c.UseInMemory());
builder.Services.AddHealthChecks().AddCoordination().AddCoordination("other");

using IHost host = builder.Build();
using var atMost = new CancellationTokenSource(TimeSpan.FromSeconds(30));
await host.StartAsync(atMost.Token);

var client = host.Services.GetRequiredService<ICoordinationClient>();
var other = host.Services.GetRequiredKeyedService<ICoordinationClient>("other");
Check.That(client.State == ConnectionState.Connected, "the client is connected once the host has started");
Check.That(client.Session.Timeout == TimeSpan.FromSeconds(7), "options come from the configuration");
Check.That(!ReferenceEquals(client, other), "keyed clients are clients of their own");

await Smoke.OperationsAsync(client, atMost.Token);
await Smoke.WatchesAsync(client, atMost.Token);
await Smoke.TransactionAsync(client, atMost.Token);
Check.That(await other.ExistsAsync("/smoke") is null, "keyed clients have ensembles of their own");

await RecipeSmoke.LocksAsync(client, atMost.Token);
await RecipeSmoke.ElectionAsync(client, atMost.Token);
CrushSmoke.Maps();
await CrushSmoke.PlacementAsync(client, atMost.Token);
await SharingSmoke.GroupAsync(client, atMost.Token);
await SharingSmoke.ServicesAsync(client, ServiceLayout.Coordination, atMost.Token);
await SharingSmoke.ServicesAsync(client, ServiceLayout.Curator, atMost.Token);
await SharingSmoke.SharesAsync(client, atMost.Token);
await SharingSmoke.CountersAsync(client, atMost.Token);
await SharingSmoke.ConfigurationAsync(client, atMost.Token);

await Smoke.OverTcpAsync(host.Services.GetRequiredService<InMemoryEnsemble>(), atMost.Token);

var checks = host.Services.GetRequiredService<HealthCheckService>();
HealthReport report = await checks.CheckHealthAsync(atMost.Token);
Check.That(report.Status == HealthStatus.Healthy && report.Entries.Count == 4, "all four health checks are healthy");

await host.StopAsync(atMost.Token);
Check.That(client.State == ConnectionState.Closed, "the client is closed once the host has stopped");
return Check.Finish();
