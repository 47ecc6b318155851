using Coordination.Requests;
using Coordination.Tests.Client.Scripted;
using Coordination.Transports;

namespace Coordination.Tests.Client.Calls;

public sealed class RequestOrderTests
{
    [Fact]
    public void Requests_are_numbered_in_the_order_of_the_calls()
    {
        ScriptedClient scripted = ScriptedClient.Connected();

        _ = scripted.Client.SetAsync("/a", default);
        _ = scripted.Client.GetAsync("/b");
        _ = scripted.Client.DeleteAsync("/c");

        Assert.Equal([1, 2, 3], scripted.Server.Sent.Select(sent => sent.Xid));
        Assert.All(scripted.Server.Sent, sent => Assert.Equal(0, sent.Header.AckedXid));
    }

    [Fact]
    public void A_request_says_up_to_which_number_every_answer_has_arrived()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        _ = scripted.Client.SetAsync("/a", default);
        _ = scripted.Client.SetAsync("/b", default);
        scripted.Server.Answer(2, 5, new SetDataResponse(default));
        _ = scripted.Client.SetAsync("/c", default);
        scripted.Server.Answer(1, 5, new SetDataResponse(default));
        _ = scripted.Client.SetAsync("/d", default);

        Assert.Equal([0, 0, 0, 2], scripted.Server.Sent.Select(sent => sent.Header.AckedXid));
    }

    [Fact]
    public void What_was_unanswered_is_sent_again_under_its_number_where_answers_are_remembered()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        ValueTask<Stat> write = scripted.Client.SetAsync("/a", default);
        ValueTask<ZNode> read = scripted.Client.GetAsync("/b");

        ScriptedConnection second = scripted.Reconnect();
        ValueTask<Stat> later = scripted.Client.SetAsync("/c", default);
        scripted.Accept();

        Assert.Equal([1, 2, 3], second.Sent.Select(sent => sent.Xid));
        second.Answer(1, 5, new SetDataResponse(new Stat { Version = 7 }));
        second.Answer(2, 5, new GetDataResponse(default, default));
        second.Answer(3, 6, new SetDataResponse(default));
        Assert.Equal(7, scripted.Finish(write).Version);
        scripted.Finish(read);
        scripted.Finish(later);
    }

    [Fact]
    public void On_a_foreign_server_reads_are_sent_again_and_writes_are_unknown()
    {
        ScriptedClient scripted = ScriptedClient.Connected(remembersAnswers: false);
        ValueTask<Stat> write = scripted.Client.SetAsync("/a", default);
        ValueTask<ZNode> read = scripted.Client.GetAsync("/b");

        ScriptedConnection second = scripted.Reconnect();
        OutcomeUnknownException unknown = scripted.Fails<OutcomeUnknownException, Stat>(write);
        scripted.Accept(remembersAnswers: false);

        Assert.Equal(ErrorCode.ConnectionLoss, unknown.Code);
        Assert.Equal("/a", unknown.Path?.Value);
        Assert.IsType<GetDataRequest>(Assert.Single(second.Sent).Body);
        second.AnswerLast<GetDataRequest>(5, new GetDataResponse(default, default));
        scripted.Finish(read);
    }

    [Fact]
    public void A_write_that_a_new_server_would_do_twice_is_unknown()
    {
        ScriptedClient scripted = ScriptedClient.Connected(remembersAnswers: true);
        ValueTask<Stat> write = scripted.Client.SetAsync("/a", default);

        ScriptedConnection second = scripted.Reconnect();
        scripted.Accept(remembersAnswers: false);

        scripted.Fails<OutcomeUnknownException, Stat>(write);
        Assert.Empty(second.Sent);
    }

    [Fact]
    public void At_a_loss_everything_fails_and_says_whether_it_may_have_happened()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        ValueTask<Stat> write = scripted.Client.SetAsync("/a", default);
        ValueTask<ZNode> read = scripted.Client.GetAsync("/b");
        scripted.Server.Close();
        ValueTask<Stat> unsent = scripted.Client.SetAsync("/c", default);

        scripted.Clock.PassMs(9_000);
        ValueTask<Stat> next = scripted.Client.SetAsync("/d", default);
        scripted.Server.Accept(session: 2);

        Assert.True(scripted.Fails<SessionExpiredException, Stat>(write).MayHaveHappened);
        Assert.False(scripted.Fails<SessionExpiredException, ZNode>(read).MayHaveHappened);
        Assert.False(scripted.Fails<SessionExpiredException, Stat>(unsent).MayHaveHappened);
        Assert.False(next.IsCompleted);
    }

    [Fact]
    public void Answers_that_nobody_waits_for_are_ignored()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        ValueTask<Stat> write = scripted.Client.SetAsync("/a", default);
        scripted.Server.Answer(1, 5, new SetDataResponse(new Stat { Version = 1 }));
        scripted.Server.Answer(1, 6, new SetDataResponse(new Stat { Version = 2 }));
        scripted.Server.Answer(99, 6, new SetDataResponse(default));
        scripted.Server.Answer(-2, 6, null);

        Assert.Equal(1, scripted.Finish(write).Version);
    }

    [Fact]
    public void A_caller_past_the_bound_on_requests_waits_its_turn()
    {
        ScriptedClient scripted = ScriptedClient.Connected(options => options.MaxOutstandingRequests = 2);
        for (int i = 0; i < 4; i++)
            _ = scripted.Client.SetAsync("/a" + i, default);

        int sentAtFirst = scripted.Server.Sent.Count;
        scripted.Server.Answer(1, 5, new SetDataResponse(default));

        Assert.Equal(2, sentAtFirst);
        Assert.Equal(["/a0", "/a1", "/a2"], scripted.Server.SentOf<SetDataRequest>().Select(Path));
    }

    [Fact]
    public void A_caller_past_the_bound_on_bytes_waits_but_one_request_always_goes()
    {
        ScriptedClient scripted = ScriptedClient.Connected(options => options.MaxOutstandingBytes = 1_024);
        _ = scripted.Client.SetAsync("/large", new byte[5_000]);
        _ = scripted.Client.SetAsync("/b", default);
        int sentAtFirst = scripted.Server.Sent.Count;

        scripted.Server.Answer(1, 5, new SetDataResponse(default));

        Assert.Equal(1, sentAtFirst);
        Assert.Equal(["/large", "/b"], scripted.Server.SentOf<SetDataRequest>().Select(Path));
    }

    [Fact]
    public void A_caller_past_the_bound_on_waiting_requests_is_refused_and_those_before_are_sent()
    {
        ScriptedClient scripted = ScriptedClient.Connected(options =>
        {
            options.MaxOutstandingRequests = 1;
            options.MaxWaitingRequests = 2;
        });
        string[] paths = ["/a0", "/a1", "/a2", "/a3"];
        Task<Stat>[] sets = [.. paths.Select(path => scripted.Client.SetAsync(path, default).AsTask())];
        scripted.Clock.RunPosted();

        var refused = Assert.IsType<RequestRejectedException>(sets[3].Exception?.InnerException);
        Assert.Equal((ErrorCode.ThrottledOp, "/a3"), (refused.Code, refused.Path?.Value));
        for (int xid = 1; xid <= 3; xid++)
            scripted.Server.Answer(xid, xid, new SetDataResponse(default));
        Assert.Equal(["/a0", "/a1", "/a2"], scripted.Server.SentOf<SetDataRequest>().Select(Path));

        // There is room again.
        _ = scripted.Client.SetAsync("/b", default);
        Assert.Equal("/b", scripted.Server.SentOf<SetDataRequest>().Select(Path).Last());
    }

    [Fact]
    public void A_caller_past_the_bound_on_waiting_bytes_is_refused_but_one_may_always_wait()
    {
        ScriptedClient scripted = ScriptedClient.Connected(options =>
        {
            options.MaxOutstandingRequests = 1;
            options.MaxWaitingBytes = 1_024;
        });
        string[] paths = ["/sent", "/large", "/small"];
        Task<Stat>[] sets = [.. paths.Select(path => scripted.Client.SetAsync(path, new byte[5_000]).AsTask())];
        scripted.Clock.RunPosted();

        var refused = Assert.IsType<RequestRejectedException>(sets[2].Exception?.InnerException);
        Assert.Equal(ErrorCode.ThrottledOp, refused.Code);
        Assert.False(sets[1].IsCompleted);
    }

    [Fact]
    public void Data_is_copied_before_the_call_returns()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        byte[] data = [1, 2, 3];
        _ = scripted.Client.SetAsync("/a", data);
        _ = scripted.Client.CreateAsync("/b", data);

        data[0] = 9;

        Assert.Equal(1, ((SetDataRequest)scripted.Server.Sent[0].Body).Data.Span[0]);
        Assert.Equal(1, ((CreateRequest)scripted.Server.Sent[1].Body).Data.Span[0]);
    }

    [Fact]
    public void An_answer_at_once_completes_the_call_at_once()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        scripted.Server.AtOnce = _ => new Answer<Response>(new Zxid(3), ErrorCode.Ok, new SetDataResponse(default));

        ValueTask<Stat> write = scripted.Client.SetAsync("/a", default);

        Assert.True(write.IsCompletedSuccessfully);
        Assert.Empty(scripted.Server.Sent);
    }

    [Fact]
    public void Nothing_is_asked_at_once_past_what_is_unanswered()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        _ = scripted.Client.SetAsync("/a", default);
        scripted.Server.AtOnce = _ => new Answer<Response>(new Zxid(3), ErrorCode.Ok, new SetDataResponse(default));

        ValueTask<Stat> write = scripted.Client.SetAsync("/b", default);

        Assert.False(write.IsCompleted);
        Assert.Equal(2, scripted.Server.Sent.Count);
    }

    [Fact]
    public void A_linearizable_read_goes_behind_a_sync_without_waiting_for_it()
    {
        ScriptedClient scripted = ScriptedClient.Connected();

        ValueTask<ZNode> read = scripted.Client.GetAsync(
            "/a", new ReadOptions { Consistency = ReadConsistency.Linearizable });
        bool isSyncFirst = scripted.Server.Sent is [{ Body: SyncRequest }, { Body: GetDataRequest }];
        scripted.Server.AnswerLast<GetDataRequest>(5, new GetDataResponse(default, default));
        scripted.Clock.RunPosted();
        bool beforeSync = read.IsCompleted;
        scripted.Server.AnswerLast<SyncRequest>(5, new SyncResponse("/"));

        Assert.True(isSyncFirst);
        Assert.False(beforeSync);
        scripted.Finish(read);
    }

    [Fact]
    public void A_linearizable_read_fails_where_its_sync_does()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        ValueTask<ZNode> read = scripted.Client.GetAsync(
            "/a", new ReadOptions { Consistency = ReadConsistency.Linearizable });

        scripted.Server.AnswerLast<SyncRequest>(5, null, ErrorCode.ThrottledOp);

        Assert.Equal(ErrorCode.ThrottledOp, scripted.Fails<RequestRejectedException, ZNode>(read).Code);
    }

    [Fact]
    public void A_session_taken_over_goes_on_above_the_numbers_that_were_used()
    {
        var scripted = new ScriptedClient(
            options => options.Resume = new SessionTicket(new SessionId(1), default));
        scripted.Server.Accept(lastXid: 41);

        _ = scripted.Client.SetAsync("/a", default);

        Assert.Equal(new RequestHeader(42, 41), Assert.Single(scripted.Server.Sent).Header);
    }

    private static string Path(SentRequest sent) => ((SetDataRequest)sent.Body).Path.Value;
}
