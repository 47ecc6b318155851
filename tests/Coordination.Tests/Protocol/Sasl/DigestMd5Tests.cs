using System.Text;
using Coordination.Protocol;
using FsCheck;
using FsCheck.Xunit;

namespace Coordination.Tests.Protocol.Sasl;

/// <summary>SASL's DIGEST-MD5: its own example, both halves against each other, and what neither may accept.</summary>
public sealed class DigestMd5Tests
{
    private const string Nonce = "OA6MG9tEQGm2hh";
    private const string ClientNonce = "OA6MHXh6VqTrRk";

    private static readonly Dictionary<string, string> Passwords = new()
    {
        ["alice"] = "wonder land",
        ["Jörg"] = "pä\"ss\\wört",
        ["Мария"] = "пароль",
    };

    private static int Scale { get; } = int.Parse(Environment.GetEnvironmentVariable("COORDINATION_TEST_SCALE") ?? "1");

    // RFC 2831 §4: an IMAP client's exchange.
    [Fact]
    public void The_example_of_the_standard_comes_out()
    {
        var input = new DigestMd5Input
        {
            UserName = "chris",
            Realm = "elwood.innosoft.com",
            Password = "secret",
            Nonce = "OA6MG9tEQGm2hh"u8.ToArray(),
            ClientNonce = "OA6MHXh6VqTrRk"u8.ToArray(),
            DigestUri = "imap/elwood.innosoft.com",
        };

        Assert.Equal("d388dad90d4bbd760a152321f2143af7"u8, DigestMd5.Response(input));
        Assert.Equal("ea40f60335c427b5527b84dbabcdfffd"u8, DigestMd5.Confirmation(input));
    }

    [Theory]
    [InlineData("alice", "wonder land")]
    [InlineData("Jörg", "pä\"ss\\wört")]
    [InlineData("Мария", "пароль")]
    public void Both_ends_prove_that_they_know_the_password(string user, string password)
    {
        DigestMd5Reply reply = Respond(user, password);

        DigestMd5Proof? proof = DigestMd5Server.Verify(reply.Token.Span, Nonce, Passwords);

        Assert.Equal(user, proof?.UserName);
        Assert.True(reply.IsConfirmedBy(proof?.Confirmation));
    }

    [Property]
    public bool Any_account_is_recognised_by_its_password_and_by_no_other(
        NonEmptyString user, string? password, string? other)
    {
        (string name, string right, string wrong) = (Clean(user.Get), Clean(password), Clean(other));
        var passwords = new Dictionary<string, string> { [name] = right };
        bool isRight = DigestMd5Server.Verify(Respond(name, right).Token.Span, Nonce, passwords) is not null;
        bool isWrong = DigestMd5Server.Verify(Respond(name, wrong).Token.Span, Nonce, passwords) is not null;
        return isRight && isWrong == (wrong == right);
    }

    [Fact]
    public void A_wrong_password_an_unknown_user_or_another_nonce_proves_nothing()
    {
        Assert.Null(Verify(Respond("alice", "wonderland").Token));
        Assert.Null(Verify(Respond("bob", "").Token));
        Assert.Null(DigestMd5Server.Verify(Respond("alice", "wonder land").Token.Span, "another", Passwords));
    }

    [Fact]
    public void A_server_that_does_not_know_the_password_is_found_out()
    {
        DigestMd5Reply reply = Respond("alice", "wonder land");
        DigestMd5Proof? proof = Verify(reply.Token);
        byte[] tampered = [.. proof!.Confirmation]; // Not null: it is right.
        tampered[^1] ^= 1;

        Assert.False(reply.IsConfirmedBy(tampered));
        Assert.False(reply.IsConfirmedBy(default));
        Assert.False(reply.IsConfirmedBy("rspauth="u8));
        Assert.False(reply.IsConfirmedBy("rspauth=x,"u8.ToArray().Concat(proof.Confirmation).ToArray()));
    }

    // ZooKeeper's Java client says as whom it acts; another than itself would be somebody else's permissions.
    [Theory]
    [InlineData("alice", true)]
    [InlineData("bob", false)]
    public void Nobody_acts_as_another(string actsAs, bool isAccepted)
    {
        var input = new DigestMd5Input
        {
            UserName = "alice",
            Realm = DigestMd5.Realm,
            Password = "wonder land",
            Nonce = Encoding.ASCII.GetBytes(Nonce),
            ClientNonce = Encoding.ASCII.GetBytes(ClientNonce),
            AuthorizationId = actsAs,
        };
        string token = $"charset=utf-8,username=\"alice\",realm=\"{DigestMd5.Realm}\",nonce=\"{Nonce}\",nc=00000001,"
            + $"cnonce=\"{ClientNonce}\",digest-uri=\"{DigestMd5.DigestUri}\",maxbuf=65536,qop=auth,"
            + $"response={Encoding.ASCII.GetString(DigestMd5.Response(input))},authzid=\"{actsAs}\"";

        Assert.Equal(isAccepted, Verify(Encoding.UTF8.GetBytes(token)) is not null);
    }

    [Theory]
    [InlineData("nc=00000001", "nc=00000002")]
    [InlineData("qop=auth", "qop=auth-conf")]
    [InlineData("charset=utf-8", "charset=latin1")]
    [InlineData("zookeeper/zk-sasl-md5", "zookeeper/another")]
    [InlineData("realm=\"zk-sasl-md5\"", "realm=\"another\"")]
    [InlineData("username=\"alice\"", "username=\"alice\",username=\"bob\"")]
    [InlineData("username=\"alice\"", "user=\"alice\"")]
    [InlineData("cnonce=\"", "cnonce=\"x")]
    [InlineData(",nc=", ";nc=")]
    public void A_response_that_says_anything_else_is_refused(string said, string instead)
    {
        string token = Encoding.UTF8.GetString(Respond("alice", "wonder land").Token.Span);
        Assert.Contains(said, token, StringComparison.Ordinal);

        Assert.Null(Verify(Encoding.UTF8.GetBytes(token.Replace(said, instead, StringComparison.Ordinal))));
    }

    [Fact]
    public void White_space_and_empty_elements_are_no_fault()
    {
        string token = Encoding.UTF8.GetString(Respond("alice", "wonder land").Token.Span);

        string spaced = " ,, " + token.Replace(",", " ,\r\n\t, ", StringComparison.Ordinal);
        Assert.NotNull(Verify(Encoding.UTF8.GetBytes(spaced)));
    }

    [Fact]
    public void A_token_is_taken_up_to_its_limit()
    {
        byte[] token = [.. Respond("alice", "wonder land").Token.Span];
        byte[] longest = [.. token, .. new byte[SaslDirectives.MaxResponseBytes - token.Length].Select(_ => (byte)' ')];

        Assert.NotNull(Verify(longest));
        Assert.Null(Verify(longest.Append((byte)' ').ToArray()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonce=\"x\",charset=utf-8")]
    [InlineData("nonce=\"x\",algorithm=md5-sess")]
    [InlineData("nonce=\"\",algorithm=md5-sess,charset=utf-8")]
    [InlineData("nonce=\"x\",algorithm=md5-sess,charset=utf-8,qop=\"auth-int,auth-conf\"")]
    [InlineData("nonce=\"x")]
    [InlineData("nonce=\"x\\")]
    public void A_challenge_that_asks_for_what_is_not_done_is_not_answered(string challenge)
    {
        Assert.Null(DigestMd5Client.Respond(Encoding.UTF8.GetBytes(challenge), "alice", "x", ClientNonce));
    }

    // Java's server, which is what ZooKeeper's is made of, offers it so.
    [Fact]
    public void Several_qualities_and_realms_are_no_hindrance()
    {
        Assert.NotNull(DigestMd5Client.Respond(
            "realm=\"a\",realm=\"b\",nonce=\"x\",qop=\"auth-int, auth\",charset=utf-8,algorithm=md5-sess,stale=true"u8,
            "alice",
            "x",
            ClientNonce));
    }

    [Fact]
    public void Hostile_bytes_are_neither_accepted_nor_a_crash()
    {
        byte[] good = [.. Respond("alice", "wonder land").Token.Span];
        byte[] challenge = DigestMd5Server.Challenge(Nonce);
        var random = new Random(20_831);
        for (int i = 0; i < 20_000 * Scale; i++)
        {
            byte[] mutated = Mutate(random, i % 2 == 0 ? good : challenge);
            DigestMd5Proof? proof = Verify(mutated);
            Assert.True(proof is null || HasDigest(mutated, good), Encoding.Latin1.GetString(mutated));
            DigestMd5Client.Respond(mutated, "alice", "x", ClientNonce);
        }
    }

    // A letter's case in a fixed word may differ, and nothing of what the password makes.
    private static bool HasDigest(byte[] mutated, byte[] good) => mutated.AsSpan().IndexOf(good.AsSpan()[^32..]) >= 0;

    private static byte[] Mutate(Random random, byte[] from)
    {
        byte[] mutated = random.Next(10) == 0 ? new byte[random.Next(200)] : [.. from[..random.Next(from.Length + 1)]];
        if (mutated.Length != from.Length && random.Next(2) == 0)
            random.NextBytes(mutated);
        else if (random.Next(3) > 0)
            mutated = [.. from];
        for (int k = random.Next(1, 4); k > 0 && mutated.Length > 0; k--)
        {
            byte one = random.Next(3) == 0 ? "\",=\\ \0"u8[random.Next(6)] : (byte)random.Next();
            mutated[random.Next(mutated.Length)] = one;
        }

        return mutated;
    }

    private static DigestMd5Proof? Verify(ReadOnlyMemory<byte> token) =>
        DigestMd5Server.Verify(token.Span, Nonce, Passwords);

    private static DigestMd5Reply Respond(string user, string password) =>
        DigestMd5Client.Respond(DigestMd5Server.Challenge(Nonce), user, password, ClientNonce)!; // Not null: it is one.

    // Text that has an encoding: half a surrogate has none.
    private static string Clean(string? text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? "")).Replace("\0", "", StringComparison.Ordinal);
}
