using Coordination.Ensemble;
using Coordination.Requests;
using Coordination.Tests.Ensemble;
using Coordination.Tests.Tree.Reference.Scripts;
using Coordination.Transports;
using Coordination.Transports.InMemory;
using Coordination.Tree;

namespace Coordination.Tests.Tree.Reference;

/// <summary>An ensemble of ours, driven by scripts over connections, as a client would.</summary>
internal sealed class EnsembleSubject : ISubject
{
    private const int SessionTimeoutMs = 1_000_000;

    private static readonly ConnectionOrigin Loopback = new()
    {
        Address = Audience.Comes("127.0.0.1").Address,
        RemembersAnswers = false, // Every connection numbers its requests anew.
    };

    private readonly SteppedTime _time = new();
    private readonly CoordinationEnsemble _ensemble;
    private readonly Renaming _renaming;
    private readonly SortedDictionary<int, ClientUnderTest> _clients = [];
    private readonly Dictionary<SessionId, SessionId> _names = [];

    public EnsembleSubject(bool enforceQuota, Renaming renaming)
    {
        _renaming = renaming;
        byte drawn = 0;
        var options = new EnsembleOptions
        {
            TimeProvider = _time,
            DrawRandom = bytes => bytes.Fill(++drawn),
            SuperDigest = Credential.Super.Id.Id,
            MaxSessionTimeout = TimeSpan.FromMilliseconds(SessionTimeoutMs),
            ReapInterval = TimeSpan.FromHours(24), // Scripts for a server reap nothing.
        };
        var tree = new ZnodeTree(new TreeSettings { EnforceQuota = enforceQuota });
        _ensemble = new CoordinationEnsemble(tree, new VolatileLog(_time), options);
    }

    public StepOutcome Connect(Moment moment, int slot, bool remembersAnswers)
    {
        ClientUnderTest client = Open(SessionId.None, default);
        _names.Add(client.Session, new SessionId(_names.Count + 1));
        _clients[slot] = client;
        return Seen(ErrorCode.Ok, null);
    }

    // Scripts for a server do not move sessions.
    public StepOutcome Attach(Moment moment, int slot, bool wrongPassword) => StepOutcome.Done;

    public StepOutcome Close(Moment moment, int slot)
    {
        _clients.Remove(slot, out ClientUnderTest? client);
        Answer<Response> answer = client!.Call(new CloseSessionRequest()); // Not null: the slot was taken.
        return Seen(answer.Code, answer.Body);
    }

    public StepOutcome Expire(Moment moment, int slot, bool outdated) =>
        throw new NotSupportedException("An ensemble expires whom it does not hear.");

    public StepOutcome Prove(int slot, Credential credential)
    {
        byte[] text = System.Text.Encoding.UTF8.GetBytes(credential.Text);
        return Seen(_clients[slot].Call(new AuthRequest(credential.Scheme, text)).Code, null);
    }

    public StepOutcome Pretend(int slot, string scheme)
    {
        ClientUnderTest refused = _clients[slot];
        ErrorCode code = refused.Call(new AuthRequest(scheme, "ann:secret"u8.ToArray())).Code;
        if (refused.Sink.Closed is null)
            throw new InvalidOperationException("A refused identity does not end the connection.");
        ClientUnderTest client = Open(refused.Session, refused.Password);
        if (client.Session != refused.Session)
            throw new InvalidOperationException("A refused identity ends the session.");
        _clients[slot] = client;
        return Seen(code, null);
    }

    public StepOutcome Write(Moment moment, int slot, Numbers numbers, IRequest request)
    {
        _time.Advance(TimeSpan.FromMilliseconds(1));
        return Send(slot, request);
    }

    public StepOutcome Read(int slot, IRequest request) =>
        Send(slot, request is ListNamesRequest names ? names.Listing : request);

    public StepOutcome Ask(int slot, IRequest request) => Send(slot, request);

    public StepOutcome AddWatch(int slot, AddWatchRequest request) => Send(slot, request) with { Body = null };

    public StepOutcome CheckWatches(int slot, CheckWatchesRequest request) =>
        Send(slot, request) with { Body = null };

    public StepOutcome RemoveWatches(int slot, RemoveWatchesRequest request) =>
        Send(slot, request) with { Body = null };

    public StepOutcome Return(int slot, SetWatchesRequest request)
    {
        // A connection breaks with all of its watches.
        ClientUnderTest client = _clients[slot];
        foreach (WatchedBy watched in _ensemble.ListWatches().Where(each => each.Session == client.Session))
            client.Call(new RemoveWatchesRequest(watched.Path, WatcherType.Any));
        client.Sink.Forget();
        Zxid seen = _renaming.ToServer(request.RelativeZxid);
        return Send(slot, request with { RelativeZxid = seen }) with { Body = null };
    }

    public StepOutcome Haunt(Moment moment, int slot, Haunting kind, IRequest request) =>
        throw new NotSupportedException("A connection ends with its session.");

    public StepOutcome Reap(Moment moment, IRequest request) =>
        throw new NotSupportedException("An ensemble reaps by itself.");

    public StepOutcome Restore() => throw new NotSupportedException("An ensemble keeps its own snapshots.");

    private ClientUnderTest Open(SessionId session, SessionPassword password) =>
        new ClientUnderTest(_time, sink => _ensemble.Accept(sink, Loopback)).Connect(
            new ConnectRequest(session, password, SessionTimeoutMs, Zxid.None, AcceptsReadOnly: false));

    private StepOutcome Send(int slot, IRequest request)
    {
        Answer<Response> answer = RequestCall.On(_clients[slot], request);
        return Seen(answer.Code, answer.Body);
    }

    private StepOutcome Seen(ErrorCode code, Response? body)
    {
        var events = new List<Seen>();
        foreach ((int slot, ClientUnderTest client) in _clients)
        {
            events.AddRange(client.Sink.Events.Select(told => new Seen(slot, told.Type, told.Path.Value)));
            client.Sink.Forget();
        }

        return new StepOutcome(code, StatRewriter.Rewrite(body, Rename), Events: events);
    }

    private Stat Rename(Stat stat) =>
        stat.EphemeralOwner == SessionId.None ? stat : stat with { EphemeralOwner = _names[stat.EphemeralOwner] };
}
