using Coordination.Requests;
using Coordination.Tests.Client.Scripted;

namespace Coordination.Tests.Client;

/// <summary>Argument mistakes throw at the call, and nothing is sent.</summary>
public sealed class ArgumentTests
{
    private readonly ScriptedClient _scripted = ScriptedClient.Connected();

    [Fact]
    public void A_path_that_only_a_sequential_znode_completes_is_refused_by_everything_else()
    {
        ZPath prefix = ZPath.SequentialPrefix("/a/");
        CoordinationClient client = _scripted.Client;

        Refuses<ArgumentException>(() => _ = client.CreateAsync(prefix));
        Refuses<ArgumentException>(() => _ = client.CreateWithStatAsync(prefix, default, CreateMode.Ephemeral));
        Refuses<ArgumentException>(() => _ = client.DeleteAsync(prefix));
        Refuses<ArgumentException>(() => _ = client.ExistsAsync(prefix));
        Refuses<ArgumentException>(() => _ = client.GetAsync(prefix));
        Refuses<ArgumentException>(() => _ = client.TryGetAsync(prefix));
        Refuses<ArgumentException>(() => _ = client.SetAsync(prefix, default));
        Refuses<ArgumentException>(() => _ = client.GetChildrenAsync(prefix));
        Refuses<ArgumentException>(() => _ = client.GetAclAsync(prefix));
        Refuses<ArgumentException>(() => _ = client.SetAclAsync(prefix, Acl.Open));
        Refuses<ArgumentException>(() => _ = client.SyncAsync(prefix));
        Refuses<ArgumentException>(() => _ = client.GetAllChildrenNumberAsync(prefix));
        Refuses<ArgumentException>(() => _ = client.WatchAsync(prefix));
        Refuses<ArgumentException>(() => _ = client.Transaction().Check(prefix));
        Refuses<ArgumentException>(() => _ = client.Transaction().Create(prefix));
        Refuses<ArgumentException>(() => _ = client.Transaction().Set(prefix, default));
        Refuses<ArgumentException>(() => _ = client.Transaction().Delete(prefix));
        Refuses<ArgumentException>(() => _ = client.ReadManyAsync([new GetDataRequest(prefix)]));
    }

    [Theory]
    [InlineData(CreateMode.PersistentWithTtl, null)]
    [InlineData(CreateMode.PersistentWithTtl, 0.0)]
    [InlineData(CreateMode.PersistentWithTtl, -5.0)]
    [InlineData(CreateMode.PersistentSequentialWithTtl, 1_099_511_627_776.0)]
    [InlineData(CreateMode.Persistent, 5.0)]
    [InlineData(CreateMode.Ephemeral, 5.0)]
    public void A_time_to_live_that_is_missing_superfluous_or_out_of_range_is_refused(
        CreateMode mode, double? milliseconds)
    {
        var options = new CreateOptions
        {
            TimeToLive = milliseconds is { } value ? TimeSpan.FromMilliseconds(value) : null,
        };

        Refuses<ArgumentException>(() => _ = _scripted.Client.CreateAsync("/a", default, mode, options));
        Refuses<ArgumentException>(() => _ = _scripted.Client.Transaction().Create("/a", default, mode, options));
    }

    [Fact]
    public void Other_mistakes_are_refused_too()
    {
        CoordinationClient client = _scripted.Client;

        Refuses<ArgumentOutOfRangeException>(() => _ = client.CreateAsync("/a", default, (CreateMode)7));
        Refuses<ArgumentNullException>(() => _ = client.SetAclAsync("/a", null!));
        Refuses<ArgumentNullException>(() => _ = client.ReadManyAsync(null!));
        Refuses<ArgumentException>(() => _ = client.ReadManyAsync([new ExistsRequest("/a")]));
        Refuses<ArgumentException>(() => _ = client.ReadManyAsync([new GetDataRequest("/a", Watch: true)]));
        Refuses<ArgumentException>(() => _ = client.AddAuthAsync("", default));
        Refuses<ArgumentNullException>(() => _ = client.AddAuthAsync(null!, default));
    }

    [Fact]
    public void Every_option_out_of_range_is_named_with_its_value_and_range()
    {
        var options = new CoordinationClientOptions
        {
            SessionTimeout = TimeSpan.FromDays(2),
            Chroot = ZPath.SequentialPrefix("/a/"),
            DefaultAcl = [],
            MinReconnectDelay = TimeSpan.Zero,
            MaxReconnectDelay = TimeSpan.FromDays(1),
            CloseTimeout = TimeSpan.FromSeconds(-1),
            ServerTick = TimeSpan.Zero,
            MaxOutstandingRequests = 0,
            MaxOutstandingBytes = 1,
            MaxWaitingRequests = 0,
            MaxWaitingBytes = 0,
        };
        options.Auth.Add(new AuthCredentials("", default));

        string[] faults = [.. new CoordinationClientOptionsValidator().Validate(null, options).Failures!];

        Assert.Equal(12, faults.Length);
        Assert.Contains(
            faults, fault => fault.Contains("MaxOutstandingRequests is 0 requests; it must be from 1 to 100000"));
        Assert.True(new CoordinationClientOptionsValidator().Validate(null, new CoordinationClientOptions()).Succeeded);
    }

    [Fact]
    public void Secrets_are_not_printed() =>
        Assert.Equal("digest:…", new AuthCredentials("digest", "user:secret"u8.ToArray()).ToString());

    private void Refuses<TException>(Action call)
        where TException : Exception
    {
        Assert.ThrowsAny<TException>(call);
        Assert.Empty(_scripted.Server.Sent);
    }
}
