using System.Diagnostics;
using Coordination.Interop.Tests.Tcp;
using Coordination.Interop.Tests.ZooKeeper;
using Coordination.Recipes.Membership;
using Coordination.Recipes.Naming;
using Coordination.Transports.Tcp.Client;

namespace Coordination.Interop.Tests.Recipes;

/// <summary>Curator's service discovery and group members on the same znodes as ours: each sees the other's.</summary>
public sealed class CuratorServicesTests(RealZooKeeper real) : IClassFixture<RealZooKeeper>
{
    private const string Services = "/interop/services";
    private const string Members = "/interop/group";

    private static readonly string[] Jars =
        ["/usr/share/java/curator-recipes.jar", "/usr/share/java/curator-x-discovery.jar"];

    private static string? Missing =>
        ZooKeeperInstallation.Missing ?? (Jars.All(File.Exists)
            ? null
            : "there is no Curator (apt-get install libcurator-recipes-java libcurator-discovery-java).");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Curator_and_we_find_each_others_instances_and_members(bool isReal)
    {
        Counterpart.Require(Missing);
        await using OurServer? ours = isReal ? null : OurServer.Start();
        string server = ours?.ConnectString ?? real.ConnectString;
        await using CoordinationClient client =
            await CoordinationClient.ConnectAsync(new TcpTransport(ConnectionString.Parse(server)));
        ServiceDirectory services =
            client.Services(Services, new ServiceOptions { Layout = ServiceLayout.Curator });
        await using ServiceRegistration mine = await services.RegisterAsync(new ServiceInstance
        {
            Name = "orders",
            Id = "ours",
            Address = "10.0.0.2",
            Port = 9090,
            Payload = "of ours",
            UriSpec = "http://{address}:{port}",
            Tags = ["a"],
            Weight = 3,
        });
        await using GroupMembership member = await client.Group(Members).JoinAsync("ours", "of ours"u8.ToArray());

        ProcessStartInfo start = ZooKeeperInstallation.Java(
            Jars, [PathOf("CuratorServices.java"), server, Services, Members]);
        using Process curator = Process.Start(start)!; // Not null: no shell is asked to start it.
        Task<string> errors = curator.StandardError.ReadToEndAsync();
        Assert.True(await curator.StandardOutput.ReadLineAsync() == "ready", "Curator has not begun.");

        ServiceView seen = await services.GetAsync("orders");
        ServiceInstance curators = Assert.Single(seen.Instances, one => one.Id == "curators");
        Assert.Equal(("http://10.0.0.1:8080/", "of Curator", true),
            (curators.ToUri().ToString(), curators.Payload, curators.CanServe));
        Assert.Equal(["curators", "ours"], (await client.Group(Members).GetViewAsync()).Members.Keys);
        Assert.Equal(
            "curators=http://10.0.0.1:8080 of Curator true;ours=http://10.0.0.2:9090 of ours true;",
            await AskAsync(curator, "orders"));
        Assert.Equal("curators=of Curator;ours=of ours;", await AskAsync(curator, "group"));
        await mine.DrainAsync();
        Assert.EndsWith("of ours false;", await AskAsync(curator, "orders"), StringComparison.Ordinal);

        await curator.StandardInput.WriteLineAsync("end");
        await curator.WaitForExitAsync();
        Assert.True(curator.ExitCode == 0, await errors);
        Assert.Equal(["ours"], (await services.GetAsync("orders")).Instances.Select(one => one.Id));
    }

    private static async Task<string?> AskAsync(Process curator, string what)
    {
        await curator.StandardInput.WriteLineAsync(what);
        return await curator.StandardOutput.ReadLineAsync();
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Contenders", file);
}
