using Coordination.Requests;
using Coordination.Tree.Security;

namespace Coordination.Tests.Tree.Security;

public sealed class AclTests
{
    private static readonly AuthId Alice = new("digest", "alice:kWN6aNSbjcKWPqjiV7cg0N24raU=");
    private static readonly AuthId Super = new(Identities.SuperScheme, "");
    private static readonly AuthId Bob = new("digest", "bob:other");

    private readonly Orderer _tree = new();

    [Theory]
    [InlineData(Permissions.Read)]
    [InlineData(Permissions.Write)]
    [InlineData(Permissions.Create)]
    [InlineData(Permissions.Delete)]
    [InlineData(Permissions.Admin)]
    public void Each_permission_allows_its_own_operations_only(Permissions given)
    {
        _tree.Create("/a");
        _tree.Create("/a/child");
        _tree.Apply(new SetAclRequest("/a", [new Acl(given, AuthId.Anyone)], -1));

        Assert.Equal(Needing(Permissions.Read), _tree.Read(new GetDataRequest("/a"), out GetDataResponse? _));
        Assert.Equal(Needing(Permissions.Read), _tree.Read(new GetChildrenRequest("/a"), out GetChildrenResponse? _));
        Assert.Equal(
            Needing(Permissions.Read),
            _tree.Read(new GetAllChildrenNumberRequest("/a"), out GetAllChildrenNumberResponse? _));
        Assert.Equal(
            Needing(Permissions.Read), _tree.Apply(new MultiRequest([new CheckVersionRequest("/a", -1)])).Code);
        Assert.Equal(Needing(Permissions.Write), _tree.TrySet("/a", "x"));
        Assert.Equal(Needing(Permissions.Create), _tree.TryCreate("/a/b"));
        Assert.Equal(Needing(Permissions.Delete), _tree.Delete("/a/child"));
        Assert.Equal(Needing(Permissions.Admin), _tree.Apply(new SetAclRequest("/a", Acl.Open, -1)).Code);

        ErrorCode Needing(Permissions needed) => given == needed ? ErrorCode.Ok : ErrorCode.NoAuth;
    }

    [Fact]
    public void Exists_needs_READ_where_the_znode_is_there()
    {
        _tree.Create("/a", acl: [new Acl(Permissions.Write, AuthId.Anyone)]);

        Assert.Equal(ErrorCode.NoAuth, _tree.Read(new ExistsRequest("/a"), out ExistsResponse? _));
        Assert.Equal(ErrorCode.NoNode, _tree.Read(new ExistsRequest("/b"), out ExistsResponse? _));
    }

    [Fact]
    public void Permissions_are_looked_at_before_the_parent_tells_that_a_child_is_there()
    {
        _tree.Create("/a");
        _tree.Create("/a/b");
        _tree.Apply(new SetAclRequest("/a", [new Acl(Permissions.Read, AuthId.Anyone)], -1));

        Assert.Equal(ErrorCode.NoAuth, _tree.TryCreate("/a/b"));
        Assert.Equal(ErrorCode.NoAuth, _tree.Delete("/a/missing"));
        Assert.Equal(ErrorCode.NoNode, _tree.TryCreate("/missing/b"));
    }

    [Fact]
    public void Permissions_are_not_inherited()
    {
        _tree.Create("/a", acl: [new Acl(Permissions.Create, AuthId.Anyone)]);
        _tree.Create("/a/b", data: "open");

        Assert.Equal("open", _tree.Data("/a/b"));
    }

    [Fact]
    public void Auth_stands_for_the_proven_identities_of_whoever_sets_it()
    {
        _tree.Caller = Identities.From(IpRangeTests.AddressOf("10.0.0.1")).With(Alice).With(Super).With(Bob);
        _tree.Create("/a", acl: [new Acl(Permissions.Read, AuthId.Creator), new Acl(Permissions.Admin, Alice)]);

        Assert.Equal(
            [new(Permissions.Read, Alice), new(Permissions.Read, Bob), new(Permissions.Admin, Alice)], AclOf("/a"));
    }

    [Theory]
    [InlineData("auth", "")]
    [InlineData("world", "someone")]
    [InlineData("unknown", "x")]
    [InlineData("super", "")]
    [InlineData("digest", "no-colon")]
    [InlineData("digest", "a:b:c")]
    [InlineData("digest", "user:")]
    [InlineData("ip", "10.0.0.0/33")]
    [InlineData("ip", "localhost")]
    [InlineData("x509", "no equals sign")]
    [InlineData("x509", "CN=a,b")]
    [InlineData("sasl", "a@b@c")]
    public void An_acl_that_names_nobody_is_refused_before_anything_else(string scheme, string id)
    {
        Acl[] acl = [new Acl(Permissions.All, new AuthId(scheme, id))];

        Assert.Equal(ErrorCode.InvalidAcl, _tree.TryCreate("/missing/parent", acl: acl));
        Assert.Equal(ErrorCode.InvalidAcl, _tree.Apply(new SetAclRequest("/missing", acl, -1)).Code);
    }

    [Theory]
    [InlineData("digest", "user:hash")]
    [InlineData("digest", ":hash")]
    [InlineData("digest", "user:hash::")]
    [InlineData("ip", "10.0.0.0/8")]
    [InlineData("ip", "2001:db8::/32")]
    [InlineData("x509", "CN=client, O=Example\\, Inc., C=DE")]
    [InlineData("sasl", "alice")]
    [InlineData("sasl", "zookeeper/host@REALM")]
    public void An_acl_that_names_somebody_is_kept(string scheme, string id)
    {
        var acl = new Acl(Permissions.All, new AuthId(scheme, id));

        _tree.Create("/a", acl: [acl, new Acl(Permissions.Read, AuthId.Anyone), acl]);

        _tree.Caller = Identities.Anonymous.With(Super);
        Assert.Equal([acl, new(Permissions.Read, AuthId.Anyone)], AclOf("/a"));
    }

    [Fact]
    public void An_empty_acl_is_refused()
    {
        Assert.Equal(ErrorCode.InvalidAcl, _tree.TryCreate("/a", acl: []));
        // Null on purpose.
        Assert.Equal(
            ErrorCode.InvalidAcl, _tree.Apply(new CreateRequest("/a", default, null!, CreateMode.Persistent)).Code);
        Assert.Equal(ErrorCode.InvalidAcl, _tree.TryCreate("/a", acl: [default]));
    }

    [Fact]
    public void Identities_are_compared_by_scheme_and_id_and_addresses_by_range()
    {
        _tree.Create("/digest", acl: [new Acl(Permissions.Read, Alice)]);
        _tree.Create("/x509", acl: [new Acl(Permissions.Read, new AuthId("x509", "CN=a"))]);
        _tree.Create("/ip", acl: [new Acl(Permissions.Read, new AuthId("ip", "10.0.0.0/8"))]);

        Assert.Equal([false, false, false], Readable(Identities.Anonymous));
        Assert.Equal([true, false, false], Readable(Identities.Anonymous.With(Alice)));
        Assert.Equal([false, false, false], Readable(Identities.Anonymous.With(Bob)));
        Assert.Equal([false, true, false], Readable(Identities.Anonymous.With(new AuthId("x509", "CN=a"))));
        Assert.Equal([false, false, true], Readable(Identities.From(IpRangeTests.AddressOf("10.1.2.3"))));
        Assert.Equal([false, false, false], Readable(Identities.From(IpRangeTests.AddressOf("11.1.2.3"))));
        Assert.Equal([true, true, true], Readable(Identities.Anonymous.With(Super)));
    }

    [Fact]
    public void The_hash_of_a_digest_is_hidden_from_those_who_may_not_set_the_acl()
    {
        _tree.Create("/a", acl: [new Acl(Permissions.All, Alice), new Acl(Permissions.Read, AuthId.Anyone)]);

        Assert.Equal(
            [new(Permissions.All, new AuthId("digest", "alice:x")), new(Permissions.Read, AuthId.Anyone)], AclOf("/a"));
        _tree.Caller = Identities.Anonymous.With(Alice);
        Assert.Equal([new(Permissions.All, Alice), new(Permissions.Read, AuthId.Anyone)], AclOf("/a"));
    }

    [Fact]
    public void An_acl_may_be_read_by_those_who_may_read_or_set_it_only()
    {
        _tree.Create("/admin", acl: [new Acl(Permissions.Admin, AuthId.Anyone)]);
        Permissions neither = Permissions.Write | Permissions.Create | Permissions.Delete;
        _tree.Create("/neither", acl: [new Acl(neither, AuthId.Anyone)]);

        Assert.Equal(ErrorCode.Ok, _tree.Read(new GetAclRequest("/admin"), out GetAclResponse? _));
        Assert.Equal(ErrorCode.NoAuth, _tree.Read(new GetAclRequest("/neither"), out GetAclResponse? _));
    }

    [Fact]
    public void Setting_an_acl_moves_aversion_and_nothing_else_and_tells_nobody()
    {
        Stat before = _tree.Create("/a").Stat;
        int reported = _tree.Changes.Count;

        var answer = Assert.IsType<SetAclResponse>(_tree.Apply(new SetAclRequest("/a", Acl.ReadOnly, 0)).Body);

        Assert.Equal(before with { Aversion = 1 }, answer.Stat);
        Assert.Equal(answer.Stat, _tree.Stat("/a"));
        Assert.Equal(reported, _tree.Changes.Count);
    }

    [Theory]
    [InlineData(0, ErrorCode.BadVersion)]
    [InlineData(1, ErrorCode.Ok)]
    [InlineData(-1, ErrorCode.Ok)]
    public void An_acl_is_set_only_at_the_version_asked_for(int version, ErrorCode expected)
    {
        _tree.Create("/a");
        _tree.Apply(new SetAclRequest("/a", Acl.Open, -1));

        Assert.Equal(expected, _tree.Apply(new SetAclRequest("/a", Acl.Open, version)).Code);
    }

    [Fact]
    public void An_acl_that_no_znode_has_any_more_is_forgotten_and_its_number_used_again()
    {
        var table = new AclTable();
        int first = table.Intern(Acl.ReadOnly);
        table.Retain(first);
        Assert.Equal(first, table.Intern([.. Acl.ReadOnly]));

        table.Release(first);
        table.Sweep();

        Assert.Equal(first, table.Intern(Acl.CreatorAll));
        Assert.NotEqual(first, table.Intern(Acl.ReadOnly));
    }

    private IReadOnlyList<Acl> AclOf(ZPath path)
    {
        Assert.Equal(ErrorCode.Ok, _tree.Read(new GetAclRequest(path), out GetAclResponse? answer));
        return answer!.Acl; // Not null: the code is Ok.
    }

    private bool[] Readable(Identities caller)
    {
        _tree.Caller = caller;
        return [_tree.Exists("/digest"), _tree.Exists("/x509"), _tree.Exists("/ip")];
    }
}
