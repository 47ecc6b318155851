using Coordination.Requests;
using Coordination.Tests.Tree.Reference.Model;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>
/// A request whose path and version are settled when its turn comes. One type for all operations: what one does not
/// need is ignored.
/// </summary>
internal sealed record Draft(
    DraftKind Kind,
    PathChoice Path,
    byte[] Data,
    IReadOnlyList<Acl> Acl,
    CreateMode Mode,
    long TimeToLiveMs,
    VersionChoice Version,
    bool Watch,
    bool WithoutStat,
    IReadOnlyList<Draft> Operations)
{
    public bool IsRead => Kind >= DraftKind.Exists;

    public IRequest Resolve(ModelState state)
    {
        ZPath path = Path.Resolve(state);
        ModelZnode? znode = state.Find(path.Value);
        return Kind switch
        {
            DraftKind.Create => new CreateRequest(path, Data, Acl, Mode, TimeToLiveMs, !WithoutStat),
            DraftKind.Delete => new DeleteRequest(path, Resolve(znode?.Version)),
            DraftKind.SetData => new SetDataRequest(path, Data, Resolve(znode?.Version)),
            DraftKind.SetAcl => new SetAclRequest(path, Acl, Resolve(znode?.Aversion)),
            DraftKind.Check => new CheckVersionRequest(path, Resolve(znode?.Version)),
            DraftKind.Multi => new MultiRequest(Operations.Select(operation => operation.Resolve(state)).ToList()),
            DraftKind.Exists => new ExistsRequest(path, Watch),
            DraftKind.GetData => new GetDataRequest(path, Watch),
            DraftKind.GetChildren when WithoutStat => new ListNamesRequest(new GetChildrenRequest(path, Watch)),
            DraftKind.GetChildren => new GetChildrenRequest(path, Watch),
            DraftKind.GetAcl => new GetAclRequest(path),
            DraftKind.GetEphemerals => new GetEphemeralsRequest(path),
            DraftKind.GetAllChildrenNumber => new GetAllChildrenNumberRequest(path),
            DraftKind.MultiRead =>
                new MultiReadRequest(Operations.Select(operation => operation.Resolve(state)).ToList()),
            _ => throw new InvalidOperationException($"{Kind} is no kind of request."),
        };
    }

    public override string ToString() => Kind switch
    {
        DraftKind.Create =>
            $"create {Path} {Mode}{Suffix(TimeToLiveMs != 0, $" ttl {TimeToLiveMs}")} {Data.Length} bytes {AclText}",
        DraftKind.SetData => $"setData {Path} {Data.Length} bytes, version {Version}",
        DraftKind.SetAcl => $"setAcl {Path} {AclText}, version {Version}",
        DraftKind.Delete or DraftKind.Check => $"{Kind} {Path}, version {Version}",
        DraftKind.Multi or DraftKind.MultiRead => $"{Kind} [{string.Join("; ", Operations)}]",
        _ => $"{Kind} {Path}{Suffix(Watch, " watch")}",
    };

    private string AclText =>
        "{" + string.Join(", ", Acl.Select(entry => $"{entry.Id}={(int)entry.Permissions}")) + "}";

    private int Resolve(int? current) => Version switch
    {
        VersionChoice.Any => -1,
        VersionChoice.Zero => 0,
        VersionChoice.Current => current ?? 0,
        VersionChoice.Later => (current ?? 0) + 1,
        _ => -2,
    };

    private static string Suffix(bool given, string text) => given ? text : "";
}
