using Coordination.Requests;
using Coordination.Tree;
using Coordination.Tree.Commands;
using Coordination.Tree.Security;

namespace Coordination.Benchmarks.Tree;

/// <summary>A tree alone, without ensemble or client: what the state machine itself costs.</summary>
internal sealed class TreeWorld
{
    private readonly List<Change> _changes = new(16);
    private long _zxid;

    public ZnodeTree Tree { get; } = new();

    public ZPath[] Paths { get; private init; } = [];

    public static TreeWorld Full()
    {
        ZPath[] directories = [.. World.Directories(World.ZnodeCount / World.ZnodesPerDirectory)];
        var world = new TreeWorld { Paths = [.. directories.SelectMany(World.ZnodesIn)] };
        foreach (ZPath path in directories.Concat(world.Paths))
            world.Apply(new CreateRequest(path, World.Data, Acl.Open, CreateMode.Persistent));
        return world;
    }

    public void Apply(IRequest request)
    {
        _changes.Clear();
        ErrorCode code = Tree.Apply(
            new Command(new Zxid(++_zxid), 0, SessionId.None, 0, 0, 0, Identities.Anonymous, request), _changes).Code;
        if (code != ErrorCode.Ok)
            throw new InvalidOperationException($"The tree answered {code}.");
    }

    public R? Read<T, R>(T request)
        where T : struct, IReadRequest<R>
        where R : Response
    {
        Tree.Read(SessionId.None, Identities.Anonymous, request, out R? answer);
        return answer;
    }

    public ZPath[] Shuffled()
    {
        var shuffled = (ZPath[])Paths.Clone();
        new Random(1).Shuffle(shuffled);
        return shuffled;
    }
}
