using Coordination.Requests;
using Coordination.Tree;
using Coordination.Tree.Commands;
using Coordination.Tree.Security;

namespace Coordination.Tests.Tree;

public sealed class DigestTests
{
    [Fact]
    public void The_same_commands_give_the_same_digest_and_other_ones_another() => Cases.ForAll(100, (int seed) =>
    {
        ZnodeTree one = Grow(seed, 200), same = Grow(seed, 200), other = Grow(seed ^ 1, 200);

        Assert.Equal(one.Digest, same.Digest);
        Assert.NotEqual(one.Digest, other.Digest);
    });

    [Fact]
    public void A_multi_that_fails_leaves_the_digest_and_every_figure_as_they_were() => Cases.ForAll(200, (int seed) =>
    {
        ZnodeTree tree = Grow(seed, 150);
        var drawn = new RandomCommands(~seed);
        var changes = new List<Change>();
        (UInt128, int, long, int, int) before = FiguresOf(tree);

        // The last operation cannot succeed.
        IRequest[] operations = [.. drawn.NextMulti(12).Operations.Where(Succeeds), new DeleteRequest("/", -1)];
        ErrorCode code = Apply(tree, new MultiRequest(operations), changes);

        Assert.NotEqual(ErrorCode.Ok, code);
        Assert.Empty(changes);
        Assert.Equal(before, FiguresOf(tree));

        bool Succeeds(IRequest operation) =>
            Apply(Grow(seed, 150), new MultiRequest([operation]), []) == ErrorCode.Ok;
    });

    [Fact]
    public void Every_part_of_a_znode_is_in_the_digest()
    {
        var digests = new HashSet<UInt128>();
        var tree = new Orderer();
        tree.Session = tree.Open();
        Note();

        tree.Create("/a");
        Note();
        tree.Create("/b", data: "x");
        Note();
        tree.Set("/b", "x");
        Note();
        tree.Apply(new SetAclRequest("/b", Acl.Open, -1));
        Note();
        tree.Apply(new SetAclRequest("/b", Acl.ReadOnly, -1));
        Note();
        tree.Create("/e", CreateMode.Ephemeral);
        Note();
        tree.Delete("/e");
        Note();

        void Note() => Assert.True(digests.Add(tree.Tree.Digest));
    }

    [Fact]
    public void Every_part_of_a_session_is_in_the_digest()
    {
        var digests = new HashSet<UInt128>();
        var tree = new Orderer();
        digests.Add(tree.Tree.Digest);
        SessionId session = tree.Open(remembersAnswers: true);
        Assert.True(digests.Add(tree.Tree.Digest));
        tree.Apply(new AttachSessionRequest(session, new SessionPassword(new byte[16]), 2), SessionId.None);
        Assert.True(digests.Add(tree.Tree.Digest));
        tree.Apply(new DeleteRequest("/missing", -1), session, xid: 1);
        Assert.True(digests.Add(tree.Tree.Digest));
        tree.Apply(new CloseSessionRequest(), session, xid: 2);
        Assert.True(digests.Add(tree.Tree.Digest));
    }

    private static ErrorCode Apply(ZnodeTree tree, IRequest request, List<Change> changes)
    {
        var zxid = new Zxid(tree.LastZxid.Value + 1);
        return tree.Apply(
            new Command(zxid, tree.LastTimeMs, SessionId.None, 0, 0, 0, Identities.Anonymous, request), changes).Code;
    }

    private static ZnodeTree Grow(int seed, int commands)
    {
        var tree = new ZnodeTree(new TreeSettings { EnforceQuota = true });
        new RandomCommands(seed).Run(tree, commands);
        return tree;
    }

    private static (UInt128, int, long, int, int) FiguresOf(ZnodeTree tree) =>
        (tree.Digest, tree.ZnodeCount, tree.ContentBytes, tree.EphemeralCount, tree.SessionCount);
}
