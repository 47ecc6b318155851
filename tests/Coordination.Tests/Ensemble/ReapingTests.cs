using Coordination.Requests;

namespace Coordination.Tests.Ensemble;

public class ReapingTests
{
    private readonly EnsembleUnderTest _ensemble =
        new(options => options.ReapInterval = TimeSpan.FromSeconds(1));

    [Fact]
    public void A_container_goes_some_time_after_its_last_child()
    {
        ClientUnderTest client = _ensemble.Connect(timeoutMs: 40_000);
        client.Create("/c", CreateMode.Container);
        client.Create("/c/x");
        client.Delete("/c/x");
        client.Call(new ExistsRequest("/c", Watch: true));

        _ensemble.Pass(1_010);

        Assert.Equal("NodeDeleted /c", client.Sink.Told[^1]);
    }

    [Fact]
    public void A_container_that_was_never_used_or_is_in_use_stays()
    {
        ClientUnderTest client = _ensemble.Connect(timeoutMs: 40_000);
        client.Create("/unused", CreateMode.Container);
        client.Create("/used", CreateMode.Container);
        client.Create("/used/x");

        _ensemble.Pass(5_000);

        Assert.Equal(ErrorCode.Ok, client.Call(new ExistsRequest("/unused")).Code);
        Assert.Equal(ErrorCode.Ok, client.Call(new ExistsRequest("/used")).Code);
    }

    [Fact]
    public void A_znode_goes_when_its_time_to_live_has_passed_since_it_was_last_set()
    {
        ClientUnderTest client = _ensemble.Connect(timeoutMs: 40_000);
        client.Call(new CreateRequest("/t", default, Acl.Open, CreateMode.PersistentWithTtl, TimeToLiveMs: 2_500));
        _ensemble.Pass(2_000);
        client.Set("/t", 1);

        _ensemble.Pass(2_400);
        Assert.Equal(ErrorCode.Ok, client.Call(new ExistsRequest("/t")).Code);
        _ensemble.Pass(1_200);
        Assert.Equal(ErrorCode.NoNode, client.Call(new ExistsRequest("/t")).Code);
    }

    [Fact]
    public void No_more_are_reaped_at_once_than_the_options_say()
    {
        var ensemble = new EnsembleUnderTest(options =>
        {
            options.ReapInterval = TimeSpan.FromSeconds(1);
            options.ReapedAtOnce = 300;
        });
        ClientUnderTest client = ensemble.Connect(timeoutMs: 40_000);
        int before = ensemble.Ensemble.ZnodeCount;
        for (int i = 0; i < 400; i++)
            client.Call(new CreateRequest($"/{i}", default, Acl.Open, CreateMode.PersistentWithTtl, TimeToLiveMs: 1));

        ensemble.Pass(1_010);
        Assert.Equal(100, ensemble.Ensemble.ZnodeCount - before);
        ensemble.Pass(2_000); // A round that was broken off is finished before the next begins.
        Assert.Equal(before, ensemble.Ensemble.ZnodeCount);
    }
}
