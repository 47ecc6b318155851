using System.Globalization;
using System.Text;
using Coordination.Requests;
using Coordination.Tree.Commands;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>Outcomes as text: equal text, equal outcome. What has no order is put in order first.</summary>
internal static class OutcomeText
{
    public static string Of(ErrorCode code, Response? body) => body is null ? code.ToString() : $"{code} {Of(body)}";

    public static string Of(IEnumerable<Seen> events) => string.Join(" ", events);

    public static string Of(IEnumerable<Change> changes) =>
        string.Join(" ", changes.Select(change => $"{change.Zxid}:{change.Type}:{change.Path} {Audiences(change)}"));

    public static string Of(Response body) => body switch
    {
        EmptyResponse => "done",
        CreateResponse created => $"{created.Path} {created.Stat}",
        ExistsResponse exists => exists.Stat.ToString(),
        SetDataResponse set => set.Stat.ToString(),
        SetAclResponse set => set.Stat.ToString(),
        GetDataResponse got => $"{Convert.ToHexString(got.Data.Span)} {got.Stat}",
        GetChildrenResponse listed => $"[{InOrder(listed.Children)}] {listed.Stat}",
        GetAclResponse got => $"[{Of(got.Acl)}] {got.Stat}",
        GetEphemeralsResponse got => $"[{InOrder(got.Ephemerals.Select(path => path.Value))}]",
        GetAllChildrenNumberResponse got => got.TotalNumber.ToString(CultureInfo.InvariantCulture),
        SyncResponse synced => synced.Path.Value,
        WhoAmIResponse told => $"[{InOrder(told.Identities.Select(id => id.ToString()))}]",
        MultiResponse multi =>
            string.Join("; ", multi.Results.Select(result => $"{result.OpCode} {Of(result.Code, result.Body)}")),
        _ => throw new InvalidOperationException($"{body.GetType()} is no answer of a tree."),
    };

    private static string Of(IReadOnlyList<Acl> acl)
    {
        var text = new StringBuilder();
        foreach (Acl entry in acl)
            text.Append(entry.Id).Append('=').Append((int)entry.Permissions).Append(' ');
        return text.ToString();
    }

    // Nobody hears of the parent when only data changed.
    private static string Audiences(Change change) => change.Type == WatchEventType.NodeDataChanged
        ? Audience.Of(change.Acl)
        : $"{Audience.Of(change.Acl)} {Audience.Of(change.ParentAcl)}";

    private static string InOrder(IEnumerable<string> names) => string.Join(" ", names.Order(StringComparer.Ordinal));
}
