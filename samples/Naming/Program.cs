// One name, three instances: requests to http://orders/ go to all of them; one dies, and the requests go on.
//   dotnet run --project samples/Naming [-- --transport tcp --connect 127.0.0.1:2181]
using Coordination;
using Coordination.Hosting;
using Coordination.Recipes.Naming;
using Coordination.Transports.InMemory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Naming;

IConfigurationRoot arguments = new ConfigurationBuilder().AddCommandLine(args).Build();
string? connect = arguments["transport"] == "tcp" ? arguments["connect"] : null;
await using InMemoryEnsemble? ensemble = connect is null ? InMemoryEnsemble.Start() : null;
ZPath path = $"/samples/naming-{Guid.NewGuid():N}";

// Each a process of its own in life.
string[] names = ["A", "B", "C"];
OrdersServer[] servers = [.. names.Select(name => new OrdersServer(name))];
IHost[] hosts = [.. await Task.WhenAll(servers.Select(StartInstanceAsync))];
using IHost shop = await StartShopAsync();
var shops = shop.Services.GetRequiredService<ICoordinationClient>();
HttpClient http = shop.Services.GetRequiredService<IHttpClientFactory>().CreateClient("orders");

Console.WriteLine($"Requests are answered by {await AnsweredByAsync(3)}.");

Console.WriteLine("B dies: it answers nobody any more, and its session expires.");
servers[1].Dispose();
await hosts[1].Services.GetRequiredService<ICoordinationClient>().DetachAsync();
Console.WriteLine($"Meanwhile requests are answered by {await AnsweredByAsync(2)}.");
await foreach (ServiceView view in shops.Services(path).WatchAsync("orders"))
{
    if (view.Instances.Count == 2)
        break;
}

Console.WriteLine("The name stands for two instances now.");
Console.WriteLine($"Requests are answered by {await AnsweredByAsync(2)}.");

foreach (IHost host in hosts)
{
    await host.StopAsync();
    host.Dispose();
}

Console.WriteLine($"All have gone: {(await shops.Services(path).GetAsync("orders")).Instances.Count} are left.");
await shops.DeleteRecursiveAsync(path);
await shop.StopAsync();

HostApplicationBuilder NewHost()
{
    HostApplicationBuilder builder = Host.CreateApplicationBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Critical);
    // Not null: where nobody is connected to, the ensemble runs here.
    builder.AddCoordination(c => _ = connect is null ? c.UseInMemory(ensemble!) : c.UseTcp(connect));
    builder.Services.Configure<CoordinationClientOptions>(options => options.SessionTimeout = TimeSpan.FromSeconds(1));
    builder.Services.Configure<CoordinationServicesOptions>(options => options.Path = path);
    return builder;
}

async Task<IHost> StartInstanceAsync(OrdersServer server)
{
    HostApplicationBuilder builder = NewHost();
    builder.Services.AddServiceRegistration("orders", server.Address);
    IHost host = builder.Build();
    await host.StartAsync();
    return host;
}

async Task<IHost> StartShopAsync()
{
    HostApplicationBuilder builder = NewHost();
    builder.Services.AddServiceDiscovery().AddCoordinationServiceEndpointProvider();
    builder.Services.AddHttpClient("orders", client => client.BaseAddress = new Uri("http://orders/"))
        .AddServiceDiscovery();
    IHost host = builder.Build();
    await host.StartAsync();
    return host;
}

// Asks until as many have answered; who cannot be reached is passed over.
async Task<string> AnsweredByAsync(int count)
{
    var answered = new SortedSet<string>();
    while (answered.Count < count)
    {
        try
        {
            answered.Add(await http.GetStringAsync(new Uri("/", UriKind.Relative)));
        }
        catch (HttpRequestException)
        {
            // Another instance gets the next.
        }
    }

    return string.Join(", ", answered);
}
