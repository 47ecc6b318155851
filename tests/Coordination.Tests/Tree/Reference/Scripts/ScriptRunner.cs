using Coordination.Requests;
using Coordination.Tests.Tree.Reference.Model;
using Coordination.Tree.Commands;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>Plays a script on the model and on another implementation, and says where they first differ.</summary>
internal sealed class ScriptRunner(ModelSubject model, ISubject other, Func<StepOutcome, StepOutcome, string?> compare)
{
    private readonly Dictionary<int, (int Xid, int AckedXid, IRequest? Last)> _numbers = [];
    private long _zxid;

    /// <summary>The clock of whoever orders commands, milliseconds.</summary>
    public long TimeMs { get; private set; } = 1_000_000;

    /// <summary>What is the matter at which step; null where both agreed throughout.</summary>
    public string? Run(Script script)
    {
        for (int index = 0; index < script.Steps.Count; index++)
        {
            if (Play(script.Steps[index]) is { } difference)
                return $"Step {index}, {script.Steps[index]}: {difference}";
        }

        return null;
    }

    /// <summary>One step; null where both agree.</summary>
    public string? Play(Step step)
    {
        switch (step)
        {
            case Step.Connect connect when !Has(connect.Slot):
                _numbers.Remove(connect.Slot);
                return Both((subject, moment) => subject.Connect(moment, connect.Slot, connect.RemembersAnswers));
            case Step.Connect attach:
                return Both((subject, moment) => subject.Attach(moment, attach.Slot, attach.WrongPassword));
            case Step.Close close when Has(close.Slot):
                return Both((subject, moment) => subject.Close(moment, close.Slot));
            case Step.Expire expire when Has(expire.Slot):
                return Both((subject, moment) => subject.Expire(moment, expire.Slot, expire.Outdated));
            case Step.Prove prove when Has(prove.Slot):
                return Both((subject, _) => subject.Prove(prove.Slot, prove.Credential));
            case Step.Pretend pretend when Has(pretend.Slot):
                return Both((subject, _) => subject.Pretend(pretend.Slot, pretend.Scheme));
            case Step.Ask ask when Has(ask.Slot):
                IRequest question = Resolve(ask);
                return Both((subject, _) => subject.Ask(ask.Slot, question));
            case Step.Send send when Has(send.Slot):
                return Send(send);
            case Step.Retry retry when Has(retry.Slot):
                return Retry(retry.Slot);
            case Step.Acknowledge acknowledge when _numbers.TryGetValue(acknowledge.Slot, out var numbers):
                _numbers[acknowledge.Slot] = numbers with { AckedXid = numbers.Xid };
                return null;
            case Step.AddWatch watch when Has(watch.Slot):
                var request = new AddWatchRequest(watch.Path.Resolve(model.Tree.State), watch.Mode);
                return Both((subject, _) => subject.AddWatch(watch.Slot, request));
            case Step.Unwatch unwatch when Has(unwatch.Slot):
                return Unwatch(unwatch);
            case Step.Return comesBack when Has(comesBack.Slot):
                return Return(comesBack);
            case Step.Reap reap:
                IRequest reaping = Resolve(reap);
                return Both((subject, moment) => subject.Reap(moment, reaping));
            case Step.Haunt haunt when model.HasEnded(haunt.Slot):
                IRequest late = haunt.Draft.Resolve(model.Tree.State);
                return Both((subject, moment) => subject.Haunt(moment, haunt.Slot, haunt.Kind, late));
            case Step.Restore:
                return Both((subject, _) => subject.Restore());
            case Step.Pass pass:
                TimeMs += pass.Ms;
                return null;
            default:
                return null;
        }
    }

    private bool Has(int slot) => model.Slots.ContainsKey(slot);

    private string? Send(Step.Send send)
    {
        IRequest request = send.Draft.Resolve(model.Tree.State);
        if (send.Draft.IsRead)
            return Both((subject, _) => subject.Read(send.Slot, request));

        var (xid, acked, _) = _numbers.GetValueOrDefault(send.Slot);
        _numbers[send.Slot] = (xid + 1, acked, request);
        var next = new Numbers(xid + 1, acked, send.Stale);
        return Both((subject, moment) => subject.Write(moment, send.Slot, next, request));
    }

    private string? Retry(int slot)
    {
        var (xid, acked, last) = _numbers.GetValueOrDefault(slot);
        if (last is null || xid <= acked)
            return null;

        var same = new Numbers(xid, acked, IsStale: false);
        return Both((subject, moment) => subject.Write(moment, slot, same, last));
    }

    private string? Unwatch(Step.Unwatch unwatch)
    {
        ZPath path = unwatch.Path.Resolve(model.Tree.State);
        return unwatch.OnlyAsks
            ? Both((subject, _) => subject.CheckWatches(unwatch.Slot, new CheckWatchesRequest(path, unwatch.Type)))
            : Both((subject, _) => subject.RemoveWatches(unwatch.Slot, new RemoveWatchesRequest(path, unwatch.Type)));
    }

    private string? Return(Step.Return step)
    {
        ModelState state = model.Tree.State;
        var look = new ExistsRequest(step.Seen.Resolve(state));
        bool mayLook = model.Read(step.Slot, look).Body is ExistsResponse;
        Zxid seen = mayLook ? state.StatOf(look.Path.Value).Mzxid : Zxid.None;
        var request = new SetWatchesRequest(
            seen,
            Of(WatchList.Data),
            Of(WatchList.Exist),
            Of(WatchList.Child),
            Of(WatchList.Persistent),
            Of(WatchList.Recursive));

        // The look shows both sides the zxid that they shall have seen.
        return Both((subject, _) => subject.Read(step.Slot, look))
            ?? Both((subject, _) => subject.Return(step.Slot, request));

        IReadOnlyList<ZPath> Of(WatchList list) => WatchChoice.Resolve(step.Watches, list, state);
    }

    private IRequest Resolve(Step.Ask ask) => ask.Question switch
    {
        Question.Sync => new SyncRequest(ask.Path.Resolve(model.Tree.State)),
        Question.WhoAmI => new WhoAmIRequest(),
        _ => new ReconfigRequest("server.9=x", null, null, -1),
    };

    private IRequest Resolve(Step.Reap reap)
    {
        ModelState state = model.Tree.State;
        ZPath path = reap.Path.Resolve(state);
        Stat stat = state.Find(path.Value) is null ? default : state.StatOf(path.Value);
        int past = reap.Outdated ? 1 : 0;
        return reap.Expired
            ? new DeleteIfExpiredRequest(path, new Zxid(stat.Mzxid.Value - past))
            : new DeleteIfStillEmptyRequest(path, stat.Cversion - past);
    }

    private string? Both(Func<ISubject, Moment, StepOutcome> play)
    {
        var moment = new Moment(new Zxid(++_zxid), ++TimeMs);
        StepOutcome expected = play(model, moment);
        StepOutcome actual = play(other, moment);
        return compare(expected, actual);
    }
}
