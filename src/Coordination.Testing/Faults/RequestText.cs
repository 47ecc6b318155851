using Coordination.Requests;

namespace Coordination.Testing;

/// <summary>A request in a few words, for the events that a failure tells.</summary>
internal static class RequestText
{
    public static string Of<T>(in T request)
        where T : struct, IRequest => request switch
        {
            CreateRequest r => $"Create {r.Path} ({r.Mode})",
            DeleteRequest r => $"Delete {r.Path} (version {r.Version})",
            SetDataRequest r => $"SetData {r.Path} (version {r.Version})",
            SetAclRequest r => $"SetAcl {r.Path} (version {r.AclVersion})",
            GetDataRequest r => $"GetData {r.Path}",
            ExistsRequest r => $"Exists {r.Path}",
            GetChildrenRequest r => $"GetChildren {r.Path}",
            GetAclRequest r => $"GetAcl {r.Path}",
            SyncRequest r => $"Sync {r.Path}",
            AddWatchRequest r => $"AddWatch {r.Path} ({r.Mode})",
            RemoveWatchesRequest r => $"RemoveWatches {r.Path} ({r.Type})",
            MultiRequest r => $"Multi of {r.Operations.Count}",
            SetWatchesRequest r => $"SetWatches after {r.RelativeZxid}",
            _ => request.OpCode.ToString(),
        };
}
