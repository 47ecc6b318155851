using System.Text;
using Coordination.Configuration;
using Coordination.Recipes.ConfigSubscriptions;
using Coordination.Tests.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Coordination.Tests.Configuration;

public sealed class ConfigurationTests
{
    private readonly InMemoryClient _world = new();
    private readonly CoordinationClient _admin;

    public ConfigurationTests() => _admin = _world.Connect();

    [Fact]
    public void Keys_appear_change_and_disappear_by_one_reload_each()
    {
        Publish("/common.yml", "database: { host: a, port: 1 }");
        IConfigurationRoot configuration = Load("/common.yml");
        int reloads = 0;
        ChangeToken.OnChange(configuration.GetReloadToken, () => reloads++);
        Assert.Equal("a", configuration["database:host"]);

        Publish("/common.yml", "database: { host: b }\nextra: 1");

        Assert.Equal(1, reloads);
        Assert.Equal("b", configuration["Database:Host"]);
        Assert.Equal("1", configuration["extra"]);
        Assert.Null(configuration["database:port"]);
        Assert.DoesNotContain(configuration.AsEnumerable(), one => one.Key == "database:port");
    }

    [Fact]
    public void Documents_layer_and_a_batch_of_them_is_one_change_for_options()
    {
        Publish("/common.yml", "limits: { connections: 5, name: common }");
        Publish("/ASystem.yml", "limits: { name: a }");
        IConfigurationRoot configuration = Load("/common.yml", options => options.Overlays.Add("/ASystem.yml"));
        var services = new ServiceCollection();
        services.Configure<Limits>(configuration.GetSection("limits"));
        using ServiceProvider provider = services.BuildServiceProvider();
        var monitor = provider.GetRequiredService<IOptionsMonitor<Limits>>();
        var seen = new List<Limits>();
        using IDisposable? listening = monitor.OnChange(seen.Add);
        Assert.Equal(new Limits { Connections = 5, Name = "a" }, monitor.CurrentValue);

        _world.Finish(_admin.Transaction()
            .Set("/common.yml", "limits: { connections: 6 }"u8.ToArray())
            .Set("/ASystem.yml", "limits: { name: b }"u8.ToArray())
            .CommitAsync());

        Assert.Equal([new Limits { Connections = 6, Name = "b" }], seen);
    }

    [Fact]
    public void The_keys_of_a_deleted_overlay_disappear_where_it_is_optional()
    {
        Publish("/common.json", """{ "a": 1, "b": 1 }""");
        Publish("/over.json", """{ "b": 2 }""");
        IConfigurationRoot configuration = Load("/common.json", options =>
        {
            options.Overlays.Add("/over.json");
            options.Optional = true;
        });
        Assert.Equal("2", configuration["b"]);

        _world.Finish(_admin.DeleteAsync("/over.json"));

        Assert.Equal("1", configuration["b"]);
    }

    [Fact]
    public void A_broken_document_leaves_the_keys_and_reloads_nothing()
    {
        Publish("/common.yml", "a: 1");
        var builder = new ConfigurationBuilder();
        ConfigSubscription<IDictionary<string, string?>> subscription =
            _world.Finish(builder.AddCoordinationAsync("/common.yml", _world.Connect()));
        IConfigurationRoot configuration = builder.Build();
        int reloads = 0;
        ChangeToken.OnChange(configuration.GetReloadToken, () => reloads++);

        Publish("/common.yml", "a: [");

        Assert.Equal(("1", 0), (configuration["a"], reloads));
        Assert.Contains(
            "'/common.yml' is broken. Line 2", subscription.State.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_that_is_only_written_differently_reloads_nothing()
    {
        Publish("/common.yml", "a: 1");
        IConfigurationRoot configuration = Load("/common.yml");
        int reloads = 0;
        ChangeToken.OnChange(configuration.GetReloadToken, () => reloads++);

        Publish("/common.yml", "# A comment.\n\"a\": '1'");

        Assert.Equal(0, reloads);
    }

    [Fact]
    public void A_subtree_is_keys_below_its_path()
    {
        Publish("/config", "not a key");
        Publish("/config/database", "");
        Publish("/config/database/host", "db");
        IConfigurationRoot configuration = Load("/config", options => options.Format = ConfigFormat.Keys);
        Assert.Equal([("database", null), ("database:host", "db")], Pairs(configuration));

        Publish("/config/limit", "5");
        _world.Finish(_admin.DeleteAsync("/config/database/host"));

        Assert.Equal([("limit", "5")], Pairs(configuration));
    }

    [Fact]
    public void The_whole_text_can_be_one_key_and_all_keys_lie_below_a_section()
    {
        Publish("/motd", "hello");
        IConfigurationRoot configuration = Load("/motd", options =>
        {
            options.Format = ConfigFormat.Raw;
            options.Section = "texts";
        });

        Assert.Equal("hello", configuration["texts:motd"]);
    }

    [Fact]
    public void A_failing_listener_does_not_end_the_following()
    {
        Publish("/common.yml", "a: 1");
        IConfigurationRoot configuration = Load("/common.yml");
        using IDisposable failing = ChangeToken.OnChange(
            configuration.GetReloadToken, () => throw new InvalidOperationException("A listener's own."));

        Publish("/common.yml", "a: 2");
        Publish("/common.yml", "a: 3");

        Assert.Equal("3", configuration["a"]);
    }

    [Fact]
    public void A_disposed_configuration_follows_no_more()
    {
        Publish("/common.yml", "a: 1");
        var configuration = Load("/common.yml");
        ((IDisposable)configuration).Dispose();

        Publish("/common.yml", "a: 2");

        Assert.Equal("1", configuration["a"]);
    }

    [Fact]
    public void A_format_that_nothing_names_is_refused_at_the_call()
    {
        CoordinationClient client = _world.Connect();

        Assert.Throws<ArgumentException>(
            () => _world.Finish(new ConfigurationBuilder().AddCoordinationAsync("/x", client)));
        Assert.Throws<ArgumentException>(() => _world.Finish(new ConfigurationBuilder().AddCoordinationAsync(
            "/x.yml", client, options => options.Overlays.Add("/y"))));
        Assert.Throws<ArgumentException>(() => _world.Finish(new ConfigurationBuilder().AddCoordinationAsync(
            "/x", client, options =>
            {
                options.Format = ConfigFormat.Keys;
                options.Overlays.Add("/y");
            })));
    }

    private static IEnumerable<(string Key, string? Value)> Pairs(IConfigurationRoot configuration) =>
        configuration.AsEnumerable().Select(one => (one.Key, one.Value)).OrderBy(one => one.Key);

    private IConfigurationRoot Load(ZPath path, Action<CoordinationConfigurationOptions>? configure = null)
    {
        var builder = new ConfigurationBuilder();
        _world.Finish(builder.AddCoordinationAsync(path, _world.Connect(), configure));
        return builder.Build();
    }

    private void Publish(ZPath path, string text) =>
        _world.Finish(_admin.SetOrCreateAsync(path, Encoding.UTF8.GetBytes(text)));

    private sealed record Limits
    {
        public int Connections { get; set; }

        public string? Name { get; set; }
    }
}
