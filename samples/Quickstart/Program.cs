using Coordination;
using Coordination.Transports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quickstart;
using Quickstart.Configuration;
using Quickstart.Election;
using Quickstart.Locking;
using Quickstart.Membership;

// A generic host with its ensemble inside: nothing to install, nothing to run beside it.
HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.AddCoordination(c => c.UseInMemory());

using IHost host = builder.Build();
await host.StartAsync();
Console.WriteLine("The ensemble runs inside this process.");

var client = host.Services.GetRequiredService<ICoordinationClient>();
await using var participants = new Participants(host.Services.GetRequiredService<ITransport>());
using var atMost = new CancellationTokenSource(TimeSpan.FromSeconds(30));

await SharedConfiguration.PlayAsync(client, participants, atMost.Token);
await GroupMembership.PlayAsync(client, participants, atMost.Token);
await LockInTurn.PlayAsync(client, participants, atMost.Token);
await MasterElection.PlayAsync(participants, atMost.Token);

await host.StopAsync();
Console.WriteLine("Done.");
