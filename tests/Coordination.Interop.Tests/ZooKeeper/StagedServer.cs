using Coordination.Tests.Tree.Reference.Model;

namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>A server that plays on a stage.</summary>
/// <param name="Server">Ends it.</param>
/// <param name="ConnectString">As clients take it.</param>
/// <param name="Rules">What it is known to do its own way.</param>
internal sealed record StagedServer(IAsyncDisposable Server, string ConnectString, ModelRules Rules);
