using Coordination.Ensemble;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Ensemble;

public class AuthTests
{
    // echo -n bob:secret | openssl dgst -binary -sha1 | base64
    private const string BobsDigest = "bob:fyVmFCwVbTJYrznoSu1koqYEYF0=";

    private static readonly UInt128 Address = new(0, 0x0000_ffff_0a00_0005); // ::ffff:10.0.0.5

    private readonly EnsembleUnderTest _ensemble = new();

    [Fact]
    public void A_password_proves_the_digest_that_ACLs_name()
    {
        ClientUnderTest bob = _ensemble.Connect();
        bob.Create("/mine", acl: [new(Permissions.All, new AuthId("digest", BobsDigest))]);
        Assert.Equal(ErrorCode.NoAuth, bob.Call(new GetDataRequest("/mine")).Code);

        Assert.Equal(ErrorCode.Ok, Authenticate(bob, "digest", "bob:secret").Code);

        Assert.Equal(ErrorCode.Ok, bob.Call(new GetDataRequest("/mine")).Code);
    }

    [Theory]
    [InlineData("digest", "bob", "digest:bob")]
    [InlineData("digest", ":secret", "digest:")]
    [InlineData("digest", "bob:se:cret", "digest:bob")]
    public void Any_text_makes_a_digest_as_in_ZooKeeper(string scheme, string credentials, string identity)
    {
        ClientUnderTest client = _ensemble.Connect();

        Assert.Equal(ErrorCode.Ok, Authenticate(client, scheme, credentials).Code);

        Assert.Equal([identity], WhoAmI(client));
    }

    [Theory]
    [InlineData("sasl"), InlineData("x509"), InlineData("ip"), InlineData("world"), InlineData("auth"), InlineData("")]
    public void A_scheme_that_proves_nothing_is_answered_and_ends_the_connection(string scheme)
    {
        ClientUnderTest client = _ensemble.Connect();
        client.Sink.Forget();

        int xid = client.Send(new AuthRequest(scheme, "x"u8.ToArray()));
        _ensemble.Time.RunPosted();

        Assert.Equal([$"{xid} AuthFailed", "AuthFailed"], client.Sink.Told);
    }

    [Fact]
    public void A_scheme_that_is_not_there_fails_as_an_unknown_one_does()
    {
        ClientUnderTest client = _ensemble.Connect();

        client.Send(new AuthRequest(null!, default));
        _ensemble.Time.RunPosted();

        Assert.Equal(CloseReason.AuthFailed, client.Sink.Closed);
    }

    [Fact]
    public void The_super_user_is_past_every_ACL()
    {
        var ensemble = new EnsembleUnderTest(options => options.SuperDigest = BobsDigest);
        ClientUnderTest owner = ensemble.Connect();
        Authenticate(owner, "digest", "owner:x");
        owner.Create("/secret", acl: Acl.CreatorAll);
        ClientUnderTest bob = ensemble.Connect();

        Assert.Equal(ErrorCode.NoAuth, bob.Call(new GetDataRequest("/secret")).Code);
        Authenticate(bob, "digest", "bob:wrong");
        Assert.Equal(ErrorCode.NoAuth, bob.Call(new GetDataRequest("/secret")).Code);
        Authenticate(bob, "digest", "bob:secret");
        Assert.Equal(ErrorCode.Ok, bob.Call(new GetDataRequest("/secret")).Code);
    }

    [Fact]
    public void What_a_transport_has_proven_counts_from_the_start()
    {
        var certificate = new AuthId("x509", "CN=bob,O=example");
        var origin = new ConnectionOrigin { Address = Address, Proven = [certificate] };
        ClientUnderTest bob = _ensemble.Connect(origin: origin);
        ClientUnderTest other = _ensemble.Connect();

        bob.Create("/mine", acl: Acl.CreatorAll);

        Assert.Equal(["ip:10.0.0.5", "x509:CN=bob,O=example"], WhoAmI(bob));
        Assert.Equal(ErrorCode.Ok, bob.Call(new GetDataRequest("/mine")).Code);
        Assert.Equal(ErrorCode.NoAuth, other.Call(new GetDataRequest("/mine")).Code);
        Assert.Equal(ErrorCode.Ok, Authenticate(bob, "x509", "").Code);
        Assert.Equal(ErrorCode.Ok, Authenticate(bob, "ip", "").Code);
    }

    [Fact]
    public void A_certificate_may_be_the_super_users()
    {
        var ensemble = new EnsembleUnderTest(options => options.SuperX509Subject = "CN=root");
        ClientUnderTest owner = ensemble.Connect();
        Authenticate(owner, "digest", "owner:x");
        owner.Create("/secret", acl: Acl.CreatorAll);

        var origin = new ConnectionOrigin { Proven = [new AuthId("x509", "CN=root")] };

        Assert.Equal(ErrorCode.Ok, ensemble.Connect(origin: origin).Call(new GetDataRequest("/secret")).Code);
    }

    [Fact]
    public void An_address_is_matched_with_the_ranges_of_ACLs()
    {
        ClientUnderTest near = _ensemble.Connect(origin: new ConnectionOrigin { Address = Address });
        ClientUnderTest nowhere = _ensemble.Connect();
        near.Create("/net", acl: [new(Permissions.All, new AuthId("ip", "10.0.0.0/8"))]);

        Assert.Equal(ErrorCode.Ok, near.Call(new GetDataRequest("/net")).Code);
        Assert.Equal(ErrorCode.NoAuth, nowhere.Call(new GetDataRequest("/net")).Code);
    }

    [Fact]
    public void Where_authentication_is_required_whoever_asks_without_is_shown_the_door()
    {
        var ensemble = new EnsembleUnderTest(options => options.RequiredAuthSchemes = ["digest"]);
        ClientUnderTest rude = ensemble.Connect();
        rude.Sink.Forget();
        Assert.Null(rude.TryExecute<ExistsRequest, ExistsResponse>(new("/")));

        int xid = rude.Send(new ExistsRequest("/"));
        rude.Send(new ExistsRequest("/"));
        ensemble.Time.RunPosted();
        Assert.Equal([$"{xid} SessionClosedRequireSaslAuth", "AuthFailed"], rude.Sink.Told);

        ClientUnderTest polite = ensemble.Connect();
        Assert.Equal(ErrorCode.Ok, Authenticate(polite, "digest", "a:b").Code);
        Assert.Equal(ErrorCode.Ok, polite.Call(new ExistsRequest("/")).Code);
        Assert.NotNull(polite.TryExecute<ExistsRequest, ExistsResponse>(new("/")));
    }

    [Fact]
    public void Who_has_not_authenticated_may_still_close_the_session()
    {
        var ensemble = new EnsembleUnderTest(options => options.RequiredAuthSchemes = ["digest"]);

        Assert.Equal(ErrorCode.Ok, ensemble.Connect().Call(new CloseSessionRequest()).Code);
    }

    private static Answer<Response> Authenticate(ClientUnderTest client, string scheme, string credentials) =>
        client.Call(new AuthRequest(scheme, System.Text.Encoding.UTF8.GetBytes(credentials)));

    private static IEnumerable<string> WhoAmI(ClientUnderTest client) =>
        Assert.IsType<WhoAmIResponse>(client.Call(new WhoAmIRequest()).Body).Identities.Select(id => id.ToString());
}
