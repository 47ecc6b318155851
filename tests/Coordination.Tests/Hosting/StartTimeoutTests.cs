using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Coordination.Tests.Hosting;

public sealed class StartTimeoutTests
{
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_without_an_ensemble_fails_after_its_time()
    {
        using IHost host = Build("00:00:05");
        Task starting = host.StartAsync(Stop);

        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(starting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        var error = await Assert.ThrowsAsync<TimeoutException>(() => starting);
        Assert.Equal(
            "The coordination client found no ensemble within 5 s, its StartTimeout; it is Connecting.", error.Message);
    }

    [Fact]
    public async Task A_start_that_is_not_to_wait_leaves_the_client_connecting()
    {
        using IHost host = Build("00:00:00");

        await host.StartAsync(Stop);

        Assert.Equal(ConnectionState.Connecting, host.Services.GetRequiredService<ICoordinationClient>().State);
        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task A_start_that_is_cancelled_ends_as_cancelled()
    {
        using IHost host = Build("00:00:05");
        using var cancelled = new CancellationTokenSource();
        Task starting = host.StartAsync(cancelled.Token);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
    }

    private IHost Build(string startTimeout)
    {
        var builder = Hosts.Builder(("Coordination:StartTimeout", startTimeout));
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.AddCoordination(c => c.UseTransport(_ => new SilentTransport()));
        return builder.Build();
    }
}
