using Coordination.Requests;
using Coordination.Tests.Client.Scripted;
using Coordination.Transports;

namespace Coordination.Tests.Client.Calls;

/// <summary>How every operation waits and gives up: the same for all, so each is a row.</summary>
public sealed class WaitingTests
{
    public static TheoryData<string> All => [.. Calls.Keys];

    private static Dictionary<string, Operation> Calls { get; } = new()
    {
        ["Create"] = new(
            true, (c, o, t) => c.CreateAsync("/a", default, CreateMode.Persistent, Of<CreateOptions>(o), t).AsTask()),
        ["CreateWithStat"] = new(true, (
            c, o, t) => c.CreateWithStatAsync("/a", default, CreateMode.Persistent, Of<CreateOptions>(o), t).AsTask()),
        ["Delete"] = new(true, (c, o, t) => c.DeleteAsync("/a", -1, o, t).AsTask()),
        ["Exists"] = new(false, (c, o, t) => c.ExistsAsync("/a", Of<ReadOptions>(o), t).AsTask()),
        ["Get"] = new(false, (c, o, t) => c.GetAsync("/a", Of<ReadOptions>(o), t).AsTask()),
        ["TryGet"] = new(false, (c, o, t) => c.TryGetAsync("/a", Of<ReadOptions>(o), t).AsTask()),
        ["Set"] = new(true, (c, o, t) => c.SetAsync("/a", default, -1, o, t).AsTask()),
        ["GetChildren"] = new(false, (c, o, t) => c.GetChildrenAsync("/a", Of<ReadOptions>(o), t).AsTask()),
        ["ReadMany"] = new(
            false, (c, o, t) => c.ReadManyAsync([new GetDataRequest("/a")], Of<ReadOptions>(o), t).AsTask()),
        ["GetAcl"] = new(false, (c, o, t) => c.GetAclAsync("/a", Of<ReadOptions>(o), t).AsTask()),
        ["SetAcl"] = new(true, (c, o, t) => c.SetAclAsync("/a", Acl.Open, -1, o, t).AsTask()),
        ["Sync"] = new(false, (c, o, t) => c.SyncAsync("/a", o, t).AsTask()),
        ["Commit"] = new(true, (c, o, t) => c.Transaction().Check("/a").CommitAsync(o, t).AsTask()),
        ["WhoAmI"] = new(false, (c, o, t) => c.WhoAmIAsync(Of<ReadOptions>(o), t).AsTask()),
        ["GetEphemerals"] = new(false, (c, o, t) => c.GetEphemeralsAsync("/a", Of<ReadOptions>(o), t).AsTask()),
        ["GetAllChildrenNumber"] = new(
            false, (c, o, t) => c.GetAllChildrenNumberAsync("/a", Of<ReadOptions>(o), t).AsTask()),
        ["GetConfig"] = new(false, (c, o, t) => c.GetConfigAsync(Of<ReadOptions>(o), t).AsTask()),
        ["Reconfig"] = new(true, (c, o, t) => c.ReconfigAsync(new ReconfigRequest(null, "1", null, -1), o, t).AsTask()),
        ["Linearizable"] = new(false, (c, o, t) =>
        {
            ReadOptions options = Of<ReadOptions>(o) ?? new ReadOptions();
            options.Consistency = ReadConsistency.Linearizable;
            return c.GetAsync("/a", options, t).AsTask();
        }),
    };

    [Theory, MemberData(nameof(All))]
    public void After_the_end_of_the_client_it_is_disposed(string name)
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        scripted.Finish(scripted.Client.DetachAsync());

        Task call = Calls[name].Call(scripted.Client, null, default);
        scripted.Clock.RunPosted();

        Assert.IsType<ObjectDisposedException>(call.Exception?.InnerException);
    }

    [Theory, MemberData(nameof(All))]
    public void A_cancelled_token_sends_nothing(string name)
    {
        ScriptedClient scripted = ScriptedClient.Connected();

        Task call = Calls[name].Call(scripted.Client, null, new CancellationToken(canceled: true));
        scripted.Clock.RunPosted();

        Assert.True(call.IsCanceled);
        Assert.Empty(scripted.Server.Sent);
    }

    [Theory, MemberData(nameof(All))]
    public void Cancelling_stops_the_waiting_for_an_answer(string name)
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        using var source = new CancellationTokenSource();
        Task call = Calls[name].Call(scripted.Client, null, source.Token);

        source.Cancel();
        bool isInline = call.IsCompleted;
        scripted.Clock.RunPosted();

        Assert.False(isInline);
        Assert.True(call.IsCanceled);
    }

    [Theory, MemberData(nameof(All))]
    public void Cancelling_while_no_server_is_connected_takes_the_call_back(string name)
    {
        var scripted = new ScriptedClient();
        using var source = new CancellationTokenSource();
        Task call = Calls[name].Call(scripted.Client, null, source.Token);

        source.Cancel();
        scripted.Accept();

        Assert.True(call.IsCanceled);
        Assert.Empty(scripted.Server.Sent);
    }

    [Theory, MemberData(nameof(All))]
    public void It_waits_for_the_connection(string name)
    {
        var scripted = new ScriptedClient();
        Task call = Calls[name].Call(scripted.Client, null, default);
        bool waits = !call.IsCompleted;

        scripted.Accept();

        Assert.True(waits);
        Assert.NotEmpty(scripted.Server.Sent);
    }

    [Theory, MemberData(nameof(All))]
    public void It_fails_fast_where_asked_to_while_no_server_is_connected(string name)
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        scripted.Server.Close();

        Task call = Calls[name].Call(scripted.Client, new RequestOptions { FailFast = true }, default);
        scripted.Clock.RunPosted();

        var refused = Assert.IsType<RequestRejectedException>(call.Exception?.InnerException);
        Assert.Equal(ErrorCode.OperationTimeout, refused.Code);
    }

    [Theory, MemberData(nameof(All))]
    public void Past_its_deadline_unsent_it_did_not_happen(string name)
    {
        var scripted = new ScriptedClient();
        Task call = Calls[name].Call(
            scripted.Client, new RequestOptions { Deadline = TimeSpan.FromMilliseconds(100) }, default);
        scripted.Clock.PassMs(99);
        bool before = call.IsCompleted;

        scripted.Clock.PassMs(1);

        Assert.False(before);
        var refused = Assert.IsType<RequestRejectedException>(call.Exception?.InnerException);
        Assert.Equal(ErrorCode.OperationTimeout, refused.Code);
    }

    [Theory, MemberData(nameof(All))]
    public void Past_its_deadline_sent_a_write_is_unknown_and_a_read_did_not_happen(string name)
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        Task call = Calls[name].Call(
            scripted.Client, new RequestOptions { Deadline = TimeSpan.FromMilliseconds(100) }, default);

        scripted.Clock.PassMs(100);

        var failed = Assert.IsAssignableFrom<CoordinationException>(call.Exception?.InnerException);
        Assert.Equal(ErrorCode.RequestTimeout, failed.Code);
        Assert.Equal(Calls[name].IsWrite, failed is OutcomeUnknownException);
    }

    [Theory, MemberData(nameof(All))]
    public void A_deadline_that_is_none_is_refused_at_the_call(string name)
    {
        ScriptedClient scripted = ScriptedClient.Connected();

        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            _ = Calls[name].Call(scripted.Client, new RequestOptions { Deadline = TimeSpan.Zero }, default);
        });
        Assert.Empty(scripted.Server.Sent);
    }

    [Theory, MemberData(nameof(All))]
    public void Every_error_of_the_ensemble_is_of_the_kind_that_its_code_asks_for(string name)
    {
        foreach (ErrorCode code in Enum.GetValues<ErrorCode>().Where(code => code != ErrorCode.Ok))
        {
            ScriptedClient scripted = ScriptedClient.Connected();
            Task call = Calls[name].Call(scripted.Client, null, default);

            foreach (SentRequest sent in scripted.Server.Sent.ToArray())
                scripted.Server.Answer(sent.Xid, 5, null, code);
            scripted.Clock.RunPosted();

            if (code == ErrorCode.NoNode && name is "Exists" or "TryGet" && call.IsCompletedSuccessfully)
                continue;
            var failed = Assert.IsAssignableFrom<CoordinationException>(call.Exception?.InnerException);
            Assert.Equal(code, failed.Code);
            Assert.Equal(code.Outcome(), OutcomeOf(failed));
        }
    }

    private static Outcome OutcomeOf(CoordinationException failed) => failed switch
    {
        RequestRejectedException => Outcome.DidNotHappen,
        SessionExpiredException => Outcome.SessionGone,
        _ => Outcome.MayHaveHappened,
    };

    private static T? Of<T>(RequestOptions? options)
        where T : RequestOptions, new() =>
        options is null ? null : new T { FailFast = options.FailFast, Deadline = options.Deadline };

    private sealed record Operation(
        bool IsWrite, Func<CoordinationClient, RequestOptions?, CancellationToken, Task> Call);
}
