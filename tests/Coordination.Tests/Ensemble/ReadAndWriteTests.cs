using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Ensemble;

public class ReadAndWriteTests
{
    private readonly EnsembleUnderTest _ensemble = new();

    [Fact]
    public void A_client_creates_reads_sets_and_deletes()
    {
        ClientUnderTest client = _ensemble.Connect();

        Assert.Equal(ErrorCode.Ok, client.Create("/a", data: [1]).Code);
        Assert.Equal([1], Assert.IsType<GetDataResponse>(client.Call(new GetDataRequest("/a")).Body).Data.ToArray());
        Assert.Equal(1, Assert.IsType<SetDataResponse>(client.Set("/a", 2).Body).Stat.Version);
        Assert.Equal(ErrorCode.Ok, client.Delete("/a").Code);
        Assert.Equal(ErrorCode.NoNode, client.Call(new ExistsRequest("/a")).Code);
    }

    [Fact]
    public void A_one_shot_watch_fires_once_and_before_the_answer_that_shows_its_change()
    {
        ClientUnderTest watcher = _ensemble.Connect();
        ClientUnderTest writer = _ensemble.Connect();
        watcher.Call(new ExistsRequest("/a", Watch: true));
        watcher.Sink.Forget();

        writer.Send(new CreateRequest("/a", default, Acl.Open, CreateMode.Persistent));
        int read = watcher.Send(new ExistsRequest("/a"));
        writer.Send(new SetDataRequest("/a", default, -1));
        _ensemble.Time.RunPosted();

        Assert.Equal(["NodeCreated /a", $"{read} Ok"], watcher.Sink.Told);
    }
}
