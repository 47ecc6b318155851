using Coordination.Requests;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>Replaces every stat in an answer.</summary>
internal static class StatRewriter
{
    public static Response? Rewrite(Response? body, Func<Stat, Stat> rewrite) => body switch
    {
        CreateResponse created => created with { Stat = rewrite(created.Stat) },
        ExistsResponse exists => new ExistsResponse(rewrite(exists.Stat)),
        SetDataResponse set => new SetDataResponse(rewrite(set.Stat)),
        SetAclResponse set => new SetAclResponse(rewrite(set.Stat)),
        GetDataResponse got => got with { Stat = rewrite(got.Stat) },
        GetChildrenResponse listed => listed with { Stat = rewrite(listed.Stat) },
        GetAclResponse got => got with { Stat = rewrite(got.Stat) },
        MultiResponse multi => new MultiResponse(
            [.. multi.Results.Select(result => result with { Body = Rewrite(result.Body, rewrite) })]),
        _ => body,
    };
}
