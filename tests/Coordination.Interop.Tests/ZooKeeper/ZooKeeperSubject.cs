using System.Globalization;
using System.Text.Json.Nodes;
using Coordination.Requests;
using Coordination.Tests.Tree.Reference.Scripts;

namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>The real server, driven by scripts through the Java client.</summary>
internal sealed class ZooKeeperSubject(ZooKeeperJavaClient client, Renaming renaming) : ISubject
{
    // The longest that is granted: nobody expires because the machine is slow.
    private const int SessionTimeoutMs = 40_000;

    private readonly Dictionary<long, SessionId> _names = [];

    public StepOutcome Connect(Moment moment, int slot, bool remembersAnswers)
    {
        JsonObject answer = client.Ask(Request(slot, "connect", new() { ["timeout"] = SessionTimeoutMs }));
        _names.Add((long)answer["id"]!, new SessionId(_names.Count + 1));
        return Read(answer, null);
    }

    // Scripts for a real server do not move sessions.
    public StepOutcome Attach(Moment moment, int slot, bool wrongPassword) => StepOutcome.Done;

    public StepOutcome Close(Moment moment, int slot) =>
        Read(client.Ask(Request(slot, "close", [])), new CloseSessionRequest()) with { IsUnordered = true };

    public StepOutcome Expire(Moment moment, int slot, bool outdated) =>
        throw new NotSupportedException("A real server expires whom it does not hear.");

    public StepOutcome Prove(int slot, Credential credential)
    {
        string data = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(credential.Text));
        var arguments = new JsonObject { ["scheme"] = credential.Scheme, ["data"] = data };
        return Read(client.Ask(Request(slot, "addAuth", arguments)), null);
    }

    public StepOutcome Pretend(int slot, string scheme)
    {
        string data = Convert.ToBase64String("ann:secret"u8);
        return Read(client.Ask(Request(slot, "pretend", new() { ["scheme"] = scheme, ["data"] = data })), null);
    }

    public StepOutcome Write(Moment moment, int slot, Numbers numbers, IRequest request) => Send(slot, request);

    public StepOutcome Read(int slot, IRequest request) => Send(slot, request);

    public StepOutcome Ask(int slot, IRequest request) => Send(slot, request);

    public StepOutcome AddWatch(int slot, AddWatchRequest request) => Send(slot, request) with { Body = null };

    public StepOutcome CheckWatches(int slot, CheckWatchesRequest request) =>
        Send(slot, request) with { Body = null };

    public StepOutcome RemoveWatches(int slot, RemoveWatchesRequest request) =>
        Send(slot, request) with { Body = null };

    public StepOutcome Return(int slot, SetWatchesRequest request)
    {
        request = request with { RelativeZxid = renaming.ToServer(request.RelativeZxid) };
        return Send(slot, request) with { Body = null };
    }

    public StepOutcome Haunt(Moment moment, int slot, Haunting kind, IRequest request) =>
        throw new NotSupportedException("The Java client does nothing on a session that has ended.");

    public StepOutcome Reap(Moment moment, IRequest request) =>
        throw new NotSupportedException("A real server reaps by itself.");

    public StepOutcome Restore() => throw new NotSupportedException("A real server keeps its own snapshots.");

    private static JsonObject Request(int slot, string op, JsonObject arguments)
    {
        arguments["s"] = slot.ToString(CultureInfo.InvariantCulture);
        arguments["op"] = op;
        return arguments;
    }

    private StepOutcome Send(int slot, IRequest request)
    {
        JsonObject json = RequestJson.Of(request);
        return Read(client.Ask(Request(slot, (string)json["op"]!, json)), request); // Every request has an "op".
    }

    private StepOutcome Read(JsonObject answer, IRequest? request)
    {
        var code = (ErrorCode)(int)answer["code"]!;
        Response? body = request is null ? null : AnswerJson.Read(answer, request, code);
        return new StepOutcome(code, StatRewriter.Rewrite(body, Rename), Events: [.. Events(answer)]);
    }

    private static IEnumerable<Seen> Events(JsonObject answer) =>
        from seen in answer["events"]!.AsArray()
        let slot = int.Parse((string)seen!["s"]!, CultureInfo.InvariantCulture)
        select new Seen(slot, (WatchEventType)(int)seen["type"]!, (string)seen["path"]!);

    private Stat Rename(Stat stat) =>
        stat.EphemeralOwner == SessionId.None ? stat : stat with { EphemeralOwner = _names[stat.EphemeralOwner.Value] };
}
