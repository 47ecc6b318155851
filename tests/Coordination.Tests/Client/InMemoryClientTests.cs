using System.Text;
using Coordination.Transports.InMemory;

namespace Coordination.Tests.Client;

public sealed class InMemoryClientTests : IAsyncLifetime
{
    private readonly InMemoryEnsemble _ensemble = InMemoryEnsemble.Start();

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _ensemble.DisposeAsync();

    [Fact]
    public async Task A_client_creates_reads_sets_and_deletes()
    {
        await using CoordinationClient client = await CoordinationClient.ConnectAsync(_ensemble.Transport);

        ZPath path = await client.CreateAsync("/a", "one"u8.ToArray());
        ZNode first = await client.GetAsync(path);
        Stat set = await client.SetAsync(path, "two"u8.ToArray(), version: 0);
        ZNode second = await client.GetAsync(path);
        ZChildren children = await client.GetChildrenAsync(ZPath.Root);
        await client.DeleteAsync(path, version: 1);

        Assert.Equal("one", Encoding.UTF8.GetString(first.Data.Span));
        Assert.Equal(1, set.Version);
        Assert.Equal("two", Encoding.UTF8.GetString(second.Data.Span));
        Assert.Contains("a", children.Names);
        Assert.Null(await client.ExistsAsync(path));
        Assert.Null(await client.TryGetAsync(path));
    }
}
