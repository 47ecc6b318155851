using Coordination.Requests;
using Coordination.Testing;

namespace Coordination.Tests.Testing;

public sealed class LinearizabilityTests
{
    private static readonly byte[][] Values = [[1], [2]];
    private static int Scale { get; } = int.Parse(Environment.GetEnvironmentVariable("COORDINATION_TEST_SCALE") ?? "1");

    [Fact]
    public void The_search_agrees_with_trying_all_orders_on_tiny_histories_of_a_register()
    {
        int linearizable = Compare(new RegisterModel(), DrawRegister, cases: 4000 * Scale);

        // Neither verdict is rare, or the comparison would show little.
        Assert.InRange(linearizable, 400 * Scale, 3600 * Scale);
    }

    [Fact]
    public void The_search_agrees_with_trying_all_orders_on_tiny_histories_of_a_counter()
    {
        int linearizable = Compare((SequentialModel<long>)Models.Counter, DrawCounter, cases: 4000 * Scale);

        Assert.InRange(linearizable, 400 * Scale, 3600 * Scale);
    }

    [Fact]
    public void The_search_agrees_with_trying_all_orders_on_tiny_histories_of_a_lock()
    {
        int linearizable = Compare((SequentialModel<LockModel.State>)Models.Lock, DrawLock, cases: 4000 * Scale);

        Assert.InRange(linearizable, 400 * Scale, 3600 * Scale);
    }

    [Fact]
    public void A_read_that_goes_back_in_time_is_named()
    {
        var history = new History(TimeProvider.System);
        history.Invoke("a", "/x", new CreateRequest("/x", Values[0], Acl.Open, CreateMode.Persistent))
            .Answer(new CreateResponse("/x", Stat(5, 0)));
        history.Invoke("a", "/x", new SetDataRequest("/x", Values[1], -1)).Answer(new SetDataResponse(Stat(5, 1)));
        history.Invoke("b", "/x", new GetDataRequest("/x")).Answer(new GetDataResponse(Values[0], Stat(5, 0)));

        var failure = Assert.Throws<CheckFailedException>(() =>
            new HistoryChecks(history).Linearizable(Models.Register));

        Assert.Contains("'/x' is not linearizable as a versioned register", failure.Message);
        Assert.Contains("places 2 of 3", failure.Message);
    }

    [Fact]
    public void An_unknown_write_may_take_effect_late_or_never_but_not_twice()
    {
        Assert.Null(FaultOfUnknownWrite(readsAfter: [0, 0, 1, 1]));
        Assert.Null(FaultOfUnknownWrite(readsAfter: [0, 0]));
        Assert.NotNull(FaultOfUnknownWrite(readsAfter: [1, 0]));

        static string? FaultOfUnknownWrite(int[] readsAfter)
        {
            var history = new History(TimeProvider.System);
            history.Invoke("a", "/x", new CreateRequest("/x", Values[0], Acl.Open, CreateMode.Persistent))
                .Answer(new CreateResponse("/x", Stat(5, 0)));
            history.Invoke("a", "/x", new SetDataRequest("/x", Values[1], -1)).MayHaveHappened();
            foreach (int version in readsAfter)
                history.Invoke("b", "/x", new GetDataRequest("/x"))
                    .Answer(new GetDataResponse(Values[version], Stat(5, version)));
            return Models.Register.FindFault(history.Operations);
        }
    }

    [Fact]
    public void A_long_history_of_one_key_is_judged_without_searching_for_ever()
    {
        var random = new SeededRandom(3);
        var history = new History(TimeProvider.System);
        DrawTrueRegister(random, history, operations: 20_000, clients: 8, lost: 0.02);

        Assert.Null(Models.Register.FindFault(history.Operations.Where(Models.Register.Covers).ToArray()));
    }

    private static int Compare<TState>(SequentialModel<TState> model, Action<SeededRandom, History> draw, int cases)
        where TState : IEquatable<TState>
    {
        int linearizable = 0;
        for (ulong seed = 1; seed <= (ulong)cases; seed++)
        {
            var history = new History(TimeProvider.System);
            draw(new SeededRandom(seed), history);
            HistoryOperation[] operations = [.. history.Operations.Where(model.Covers)];
            bool found = model.FindFault(operations) is null;
            Assert.True(found == BruteForce.IsLinearizable(model, operations),
                $"seed {seed}: the search says {found}\n{string.Join("\n", operations)}");
            linearizable += found ? 1 : 0;
        }

        return linearizable;
    }

    // Answers are drawn among those that can be right somewhere, so that about half of the histories are linearizable.
    private static void DrawRegister(SeededRandom random, History history) =>
        Interleave(random, history, operations: 6, clients: 3, (process, random) =>
    {
        object input = random.Next(5) switch
        {
            0 => new CreateRequest("/x", Values[random.Next(2)], Acl.Open, CreateMode.Persistent),
            1 => new DeleteRequest("/x", random.Next(-1, 2)),
            2 => new GetDataRequest("/x"),
            _ => new SetDataRequest("/x", Values[random.Next(2)], random.Next(-1, 2)),
        };
        HistoryOperation operation = history.Invoke(process, "/x", input);
        Zxid czxid = new(random.Next(1, 3));
        int version = random.Next(0, 3);
        return () =>
        {
            if (random.Chance(0.15))
                operation.MayHaveHappened();
            else if (random.Chance(0.3))
                operation.Refuse(input is CreateRequest
                    ? ErrorCode.NodeExists : random.Chance(0.5) ? ErrorCode.NoNode : ErrorCode.BadVersion);
            else
                operation.Answer(AnswerOf(input, Values[random.Next(2)], Stat(czxid.Value, version)));
        };
    });

    private static Response AnswerOf(object input, byte[] value, Stat stat) => input switch
    {
        CreateRequest => new CreateResponse("/x", stat with { Version = 0 }),
        SetDataRequest => new SetDataResponse(stat),
        GetDataRequest => new GetDataResponse(value, stat),
        _ => EmptyResponse.Instance,
    };

    private static void DrawCounter(SeededRandom random, History history) =>
        Interleave(random, history, operations: 7, clients: 3, (process, random) =>
    {
        bool isRead = random.Chance(0.4);
        HistoryOperation operation = history.Invoke(process, "n", isRead
            ? new CounterModel.Read() : new CounterModel.Add(1));
        return () =>
        {
            if (random.Chance(0.2))
                operation.MayHaveHappened();
            else
                operation.Answer(random.Chance(0.2) && !isRead ? null : random.NextInt64(0, 4));
        };
    });

    private static void DrawLock(SeededRandom random, History history) =>
        Interleave(random, history, operations: 6, clients: 3, (process, random) =>
    {
        HistoryOperation operation = history.Invoke(process, "l", random.Chance(0.5)
            ? new LockModel.Acquire() : new LockModel.Release());
        return () =>
        {
            if (random.Chance(0.15))
                operation.MayHaveHappened();
            else if (random.Chance(0.5))
                operation.Refuse(ErrorCode.NodeExists);
            else
                operation.Answer(null);
        };
    });

    private static void Interleave(
        SeededRandom random, History history, int operations, int clients, Func<string, SeededRandom, Action> invoke)
    {
        var running = new Action?[clients];
        int left = random.Next(1, operations + 1);
        while (left > 0 || running.Any(end => end is not null))
        {
            int client = random.Next(clients);
            if (running[client] is { } end)
            {
                end();
                running[client] = null;
            }
            else if (left > 0)
            {
                left--;
                running[client] = invoke($"p{client}", random);
            }
        }
    }

    // A true register behind it: each operation takes effect somewhere between its invocation and its return, an
    // unknown one perhaps never.
    private static void DrawTrueRegister(SeededRandom random, History history, int operations, int clients, double lost)
    {
        (byte[] data, int version) = ([], 0);
        history.Invoke("p0", "/x", new CreateRequest("/x", data, Acl.Open, CreateMode.Persistent))
            .Answer(new CreateResponse("/x", Stat(1, 0)));
        Interleave(random, history, operations, clients, (process, random) =>
        {
            bool isRead = random.Chance(0.5);
            byte[] value = BitConverter.GetBytes(random.Next());
            HistoryOperation operation = history.Invoke(process, "/x", isRead
                ? new GetDataRequest("/x") : new SetDataRequest("/x", value, -1));
            bool happensEarly = random.Chance(0.5);
            Response? answer = happensEarly ? Do() : null;
            return () =>
            {
                bool isLost = !isRead && random.Chance(lost);
                if (isLost && answer is null && random.Chance(0.5))
                    answer = EmptyResponse.Instance; // It never happens.
                answer ??= Do();
                if (isLost)
                    operation.MayHaveHappened();
                else
                    operation.Answer(answer);
            };

            Response Do()
            {
                if (isRead)
                    return new GetDataResponse(data, Stat(1, version));
                (data, version) = (value, version + 1);
                return new SetDataResponse(Stat(1, version));
            }
        });
    }

    private static Stat Stat(long czxid, int version) =>
        default(Stat) with { Czxid = new Zxid(czxid), Version = version };
}
