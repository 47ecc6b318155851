using Coordination.Requests;
using Coordination.Testing;
using Coordination.Transports;
using Coordination.Work;

namespace Coordination.Tests.Testing;

public sealed class FaultTransportTests
{
    private const int Requests = 40;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    [Fact]
    public Task Without_faults_everything_arrives_in_order_and_nothing_is_answered_at_once() =>
        Simulation.RunAsync(1, async simulation =>
        {
            var echo = new EchoTransport();
            var sink = new RecordingSink();
            var transport = new FaultTransport(echo, Faults.None, seed: 1, simulation.TimeProvider);

            await SendAllAsync(transport, sink, simulation);

            Assert.Equal(Enumerable.Range(1, Requests), echo.Connections.Single().Received);
            Assert.Equal(Enumerable.Range(1, Requests), sink.Answers);
            Assert.Equal(0, sink.AnsweredAtOnce);
            Assert.Null(sink.Closed);
        });

    [Fact]
    public async Task Whatever_goes_wrong_each_direction_delivers_a_prefix_in_order_and_the_end_comes_last()
    {
        int lostRequests = 0, lostAnswers = 0, refused = 0, atOnce = 0;

        await Simulation.SweepAsync(500, async simulation =>
        {
            var echo = new EchoTransport();
            var sink = new RecordingSink();
            var transport = new FaultTransport(echo, Faults.Harsh, simulation.Seed, simulation.TimeProvider);

            await SendAllAsync(transport, sink, simulation);

            List<int> received = echo.Connections.Count == 0 ? [] : echo.Connections.Single().Received;
            Assert.Equal(received, Enumerable.Range(1, received.Count));
            Assert.Equal(sink.Answers, Enumerable.Range(1, sink.Answers.Count));
            Assert.True(sink.Answers.Count <= received.Count);
            Assert.False(sink.HeardAfterClosed);
            if (sink.Answers.Count < Requests)
            {
                Assert.NotNull(sink.Closed);
                Assert.True(echo.Connections.TrueForAll(connection => connection.IsDisposed));
            }

            Interlocked.Add(ref lostRequests, received.Count < Requests ? 1 : 0);
            Interlocked.Add(ref lostAnswers, sink.Answers.Count < received.Count ? 1 : 0);
            Interlocked.Add(ref refused, sink.Closed == CloseReason.Unreachable ? 1 : 0);
            Interlocked.Add(ref atOnce, sink.AnsweredAtOnce);
        });

        Assert.All([lostRequests, lostAnswers, refused, atOnce], count => Assert.True(count > 20));
    }

    [Fact]
    public Task A_connection_breaks_at_the_step_that_was_asked_for() => Simulation.RunAsync(1, async simulation =>
    {
        var echo = new EchoTransport();
        var sink = new RecordingSink();
        var faults = new Faults { DisconnectAtStep = 12 };

        await SendAllAsync(new FaultTransport(echo, faults, seed: 1, simulation.TimeProvider), sink, simulation);

        // Two steps opened the session, each request and each answer was one more; the twelfth and later ones were
        // lost.
        int received = echo.Connections.Single().Received.Count;
        Assert.InRange(received, 5, 9);
        Assert.InRange(sink.Answers.Count, 9 - received, received);
        Assert.Equal(CloseReason.Disconnected, sink.Closed);
    });

    [Fact]
    public Task A_partition_holds_back_what_is_under_way_until_it_heals() => Simulation.RunAsync(1, async simulation =>
    {
        var echo = new EchoTransport();
        var sink = new RecordingSink();
        var transport = new FaultTransport(echo, Faults.None, seed: 1, simulation.TimeProvider);
        ITransportConnection connection = await ConnectAsync(transport, sink, simulation);

        transport.Partition();
        connection.Send(new RequestHeader(1, 0), new PingRequest());
        await simulation.TimeProvider.DelayAsync(Long);
        int before = sink.Answers.Count;
        transport.Heal();
        await simulation.TimeProvider.DelayAsync(Long);

        Assert.Equal(0, before);
        Assert.Equal([1], sink.Answers);
    });

    [Fact]
    public Task While_cut_off_nothing_can_be_reached() => Simulation.RunAsync(1, async simulation =>
    {
        var echo = new EchoTransport();
        var sink = new RecordingSink();
        var transport = new FaultTransport(echo, Faults.None, seed: 1, simulation.TimeProvider);

        transport.Partition();
        await SendAllAsync(transport, sink, simulation);

        Assert.Equal(CloseReason.Unreachable, sink.Closed);
        Assert.Empty(echo.Connections);
    });

    [Fact]
    public Task A_disposed_connection_is_closed_at_the_far_end_and_hears_nothing_more() =>
        Simulation.RunAsync(1, async simulation =>
        {
            var echo = new EchoTransport();
            var sink = new RecordingSink();
            var transport = new FaultTransport(echo, Faults.None, seed: 1, simulation.TimeProvider);
            ITransportConnection connection = await ConnectAsync(transport, sink, simulation);

            connection.Send(new RequestHeader(1, 0), new PingRequest());
            connection.Dispose();
            await simulation.TimeProvider.DelayAsync(Long);

            Assert.Equal([1], echo.Connections.Single().Received);
            Assert.True(echo.Connections.Single().IsDisposed);
            Assert.Empty(sink.Answers);
            Assert.Null(sink.Closed);
        });

    [Fact]
    public Task What_the_far_end_closes_is_closed_behind_its_last_answer() => Simulation.RunAsync(1, async simulation =>
    {
        var echo = new EchoTransport();
        var sink = new RecordingSink();
        var transport = new FaultTransport(echo, Faults.None, seed: 1, simulation.TimeProvider);
        ITransportConnection connection = await ConnectAsync(transport, sink, simulation);

        connection.Send(new RequestHeader(1, 0), new PingRequest());
        await simulation.TimeProvider.DelayAsync(TimeSpan.FromMilliseconds(2));
        echo.Connections.Single().Sink.OnClosed(CloseReason.SessionExpired);
        await simulation.TimeProvider.DelayAsync(Long);

        Assert.Equal([1], sink.Answers);
        Assert.Equal(CloseReason.SessionExpired, sink.Closed);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task What_an_abandoned_connection_had_under_way_comes_after_the_same_on_the_next(bool isBroken) =>
        Simulation.RunAsync(1, async simulation =>
        {
            var echo = new EchoTransport();
            var sink = new RecordingSink();
            var faults = new Faults { LateRequests = 1 };
            var transport = new FaultTransport(echo, faults, seed: 1, simulation.TimeProvider);
            ITransportConnection first = await ConnectAsync(transport, sink, simulation);

            SendBoth(first);
            if (isBroken)
                transport.Disconnect();
            else
                first.Dispose();
            ITransportConnection second = transport.Open(new RecordingSink());
            second.Connect(default);
            SendBoth(second);
            await simulation.TimeProvider.DelayAsync(Long);

            Assert.Equal([(1, 1), (1, 2), (0, 1), (0, 2)], echo.Arrivals);
            Assert.Empty(sink.Answers);
            Assert.True(echo.Connections[0].IsDisposed);

            static void SendBoth(ITransportConnection connection)
            {
                connection.Send(new RequestHeader(1, 0), new PingRequest());
                connection.Send(new RequestHeader(2, 0), new PingRequest());
            }
        });

    [Fact]
    public Task What_comes_late_comes_no_later_than_said_and_behind_a_partition() =>
        Simulation.RunAsync(1, async simulation =>
        {
            var echo = new EchoTransport();
            var faults = new Faults { LateRequests = 1, MaxLateness = TimeSpan.FromSeconds(5) };
            var transport = new FaultTransport(echo, faults, seed: 1, simulation.TimeProvider);
            ITransportConnection connection = await ConnectAsync(transport, new RecordingSink(), simulation);

            connection.Send(new RequestHeader(1, 0), new PingRequest());
            connection.Dispose();
            transport.Partition();
            await simulation.TimeProvider.DelayAsync(faults.MaxLateness);
            int whileCutOff = echo.Arrivals.Count;
            transport.Heal();
            await simulation.TimeProvider.DelayAsync(TimeSpan.FromMilliseconds(1));

            Assert.Equal((0, 1), (whileCutOff, echo.Arrivals.Count));
        });

    [Fact]
    public void A_swarm_draws_another_mix_for_each_seed()
    {
        Faults[] mixes =
            [.. Enumerable.Range(1, 200).Select(seed => Faults.Harsh.DrawMix(new SeededRandom((ulong)seed)))];

        Assert.Contains(mixes, mix => mix.LoseAnswer == 0 && mix.LoseRequest > 0);
        Assert.Contains(mixes, mix => mix.LoseAnswer > 0 && mix.LoseRequest == 0);
        Assert.True(mixes.Select(mix => mix.SlowMessage).Distinct().Count() > 100);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void What_is_no_probability_is_refused(double value)
    {
        var faults = new Faults { LoseAnswer = value };

        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => new FaultTransport(new EchoTransport(), faults, seed: 1, TimeProvider.System));

        Assert.Contains("LoseAnswer", error.Message);
    }

    private static async Task<ITransportConnection> ConnectAsync(
        FaultTransport transport, RecordingSink sink, Simulation simulation)
    {
        ITransportConnection connection = transport.Open(sink);
        connection.Connect(default);
        await simulation.TimeProvider.DelayAsync(TimeSpan.FromSeconds(1));
        return connection;
    }

    private static async Task SendAllAsync(FaultTransport transport, RecordingSink sink, Simulation simulation)
    {
        ITransportConnection connection = await ConnectAsync(transport, sink, simulation);
        for (int xid = 1; xid <= Requests; xid++)
        {
            var header = new RequestHeader(xid, 0);
            if (connection.TryExecute(header, new PingRequest(), out Answer<EmptyResponse> answer))
                sink.AnswerAtOnce(xid, answer);
            else
                connection.Send(header, new PingRequest());
            if (simulation.Random.Chance(0.3))
                await simulation.TimeProvider.DelayAsync(
                    simulation.Random.NextTime(TimeSpan.Zero, TimeSpan.FromSeconds(1)));
        }

        await simulation.TimeProvider.DelayAsync(Long);
    }
}
