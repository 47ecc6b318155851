using Coordination.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Coordination.Tests.Hosting;

public sealed class OptionsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Options_come_from_the_section_of_the_configuration()
    {
        var builder = Hosts.Builder(
            ("Coordination:SessionTimeout", "00:00:07"),
            ("Coordination:MaxOutstandingRequests", "17"),
            ("Coordination:AcceptsReadOnly", "true"),
            ("Coordination:Chroot", "/app"),
            ("Coordination:Auth:0:Scheme", "digest"),
            ("Coordination:Auth:0:Credentials", "me:secret"));
        builder.AddCoordination(c => c.UseInMemory());

        CoordinationClientOptions options = OptionsOf(builder);

        Assert.Equal(TimeSpan.FromSeconds(7), options.SessionTimeout);
        Assert.Equal(17, options.MaxOutstandingRequests);
        Assert.True(options.AcceptsReadOnly);
        Assert.Equal("/app", options.Chroot.Value);
        AuthCredentials auth = Assert.Single(options.Auth);
        Assert.Equal("digest", auth.Scheme);
        Assert.Equal("me:secret"u8.ToArray(), auth.Credentials.ToArray());
    }

    [Fact]
    public void Every_option_of_the_section_is_read()
    {
        var builder = Hosts.Builder(
            ("Coordination:MinReconnectDelay", "00:00:00.5"),
            ("Coordination:MaxReconnectDelay", "00:01:00"),
            ("Coordination:CloseTimeout", "00:00:02"),
            ("Coordination:ServerTick", "00:00:03"),
            ("Coordination:MaxOutstandingBytes", "2048"));
        builder.AddCoordination(c => c.UseInMemory());

        CoordinationClientOptions options = OptionsOf(builder);

        Assert.Equal(TimeSpan.FromSeconds(0.5), options.MinReconnectDelay);
        Assert.Equal(TimeSpan.FromMinutes(1), options.MaxReconnectDelay);
        Assert.Equal(TimeSpan.FromSeconds(2), options.CloseTimeout);
        Assert.Equal(TimeSpan.FromSeconds(3), options.ServerTick);
        Assert.Equal(2048, options.MaxOutstandingBytes);
    }

    [Fact]
    public void Code_overrules_the_configuration()
    {
        var builder = Hosts.Builder(("Coordination:SessionTimeout", "00:00:07"));
        builder.AddCoordination(c =>
            c.UseInMemory().Configure(options => options.SessionTimeout = TimeSpan.FromSeconds(8)));

        Assert.Equal(TimeSpan.FromSeconds(8), OptionsOf(builder).SessionTimeout);
    }

    [Fact]
    public void A_keyed_client_reads_the_section_of_its_key()
    {
        var builder = Hosts.Builder(
            ("Coordination:SessionTimeout", "00:00:07"), ("Coordination:orders:SessionTimeout", "00:00:08"));
        builder.AddCoordination(c => c.UseInMemory());
        builder.AddKeyedCoordination("orders", c => c.UseInMemory());

        Assert.Equal(TimeSpan.FromSeconds(7), OptionsOf(builder).SessionTimeout);
        Assert.Equal(TimeSpan.FromSeconds(8), OptionsOf(builder, "orders").SessionTimeout);
    }

    [Theory]
    [InlineData("SessionTimeout", "soon", "a time, as 00:00:10")]
    [InlineData("MaxOutstandingRequests", "1.5", "a whole number")]
    [InlineData("AcceptsReadOnly", "perhaps", "true or false")]
    [InlineData("Chroot", "app", "the path of a znode")]
    public async Task A_value_that_cannot_be_read_stops_the_start(string key, string value, string expected)
    {
        var builder = Hosts.Builder(($"Coordination:{key}", value));
        builder.AddCoordination(c => c.UseInMemory());
        using IHost host = builder.Build();

        var error = await Assert.ThrowsAsync<FormatException>(() => host.StartAsync(Stop));

        Assert.Equal($"The configuration has '{value}' for Coordination:{key}; it must be {expected}.", error.Message);
    }

    [Theory]
    [InlineData("SessionTimeout", "00:00:00", "SessionTimeout is 0 ms")]
    [InlineData("MaxOutstandingRequests", "0", "MaxOutstandingRequests is 0")]
    [InlineData("StartTimeout", "02:00:00",
        "StartTimeout is 7200000 ms; it must be from 0 ms to 3600000 ms, or infinite.")]
    public async Task A_value_out_of_range_stops_the_start(string key, string value, string message)
    {
        var builder = Hosts.Builder(($"Coordination:{key}", value));
        builder.AddCoordination(c => c.UseInMemory());
        using IHost host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Stop));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(3_600_000, true)]
    [InlineData(3_600_001, false)]
    [InlineData(-1, true)] // Timeout.InfiniteTimeSpan.
    [InlineData(-2, false)]
    public void The_start_may_wait_up_to_an_hour_or_for_ever(int startTimeoutMs, bool isValid)
    {
        var options = new CoordinationHostingOptions { StartTimeout = TimeSpan.FromMilliseconds(startTimeoutMs) };

        Assert.Equal(isValid, new CoordinationHostingOptionsValidator().Validate(null, options).Succeeded);
    }

    [Fact]
    public void The_logger_and_the_clock_are_the_host_s()
    {
        var clock = new FakeTimeProvider();
        var builder = Hosts.Builder();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddCoordination(c => c.UseInMemory());
        using IHost host = builder.Build();

        var options = host.Services.GetRequiredService<IOptions<CoordinationClientOptions>>().Value;

        Assert.Same(clock, options.TimeProvider);
        Assert.Same(host.Services.GetRequiredService<ILoggerFactory>(), options.LoggerFactory);
    }

    private static CoordinationClientOptions OptionsOf(HostApplicationBuilder builder, string? key = null)
    {
        using ServiceProvider services = builder.Services.BuildServiceProvider();
        var options = services.GetRequiredService<IOptionsMonitor<CoordinationClientOptions>>();
        return options.Get(key ?? Options.DefaultName);
    }
}
