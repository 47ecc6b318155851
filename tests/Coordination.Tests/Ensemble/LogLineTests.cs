using Coordination.Ensemble;
using Coordination.Requests;
using Microsoft.Extensions.Logging;

namespace Coordination.Tests.Ensemble;

public class LogLineTests
{
    private readonly RecordingLogger _logger = new();
    private readonly EnsembleUnderTest _ensemble;

    public LogLineTests() => _ensemble = new EnsembleUnderTest(options => options.LoggerFactory = _logger);

    [Fact]
    public void A_session_that_expires_is_logged_with_its_time_out()
    {
        ClientUnderTest client = _ensemble.Connect(timeoutMs: 1_000);
        SessionId session = client.Session;

        _ensemble.Pass(1_300);

        string text = $"Session {session} was not heard from for 1000 ms and is proposed to expire.";
        Assert.Contains((LogLevel.Information, EventIds.SessionSilent, text), _logger.Lines);
    }

    [Fact]
    public void A_quota_that_is_reached_is_a_warning()
    {
        ClientUnderTest client = _ensemble.Connect();
        client.Create("/q");
        client.Create("/zookeeper/quota/q");
        client.Create("/zookeeper/quota/q/zookeeper_limits", data: "count=1,bytes=-1"u8.ToArray());
        client.Create("/zookeeper/quota/q/zookeeper_stats", data: "count=0,bytes=0"u8.ToArray());
        client.Create("/q/x");

        _ensemble.Pass(100);

        Assert.Equal(
            [(LogLevel.Warning, EventIds.QuotaReached, "The quota of /q is reached: 2 Count of 1; refused: False.")],
            _logger.Lines.Where(line => line.Id == EventIds.QuotaReached));
    }

    [Fact]
    public void A_pause_and_a_failing_sink_are_logged()
    {
        ClientUnderTest client = _ensemble.Connect();
        client.Sink.Meanwhile = _ => throw new InvalidOperationException("A sink that fails.");

        client.Send(new PingRequest());
        _ensemble.Time.RunPosted();
        _ensemble.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Contains(_logger.Lines, line => line is { Level: LogLevel.Error, Id: EventIds.SinkFailed });
        Assert.Contains(_logger.Lines, line => line is { Level: LogLevel.Information, Id: EventIds.Paused });
    }

    [Fact]
    public void User_data_and_secrets_are_not_logged()
    {
        ClientUnderTest client = _ensemble.Connect();
        client.Call(new AuthRequest("digest", "bob:hush"u8.ToArray()));
        client.Create("/a", data: "hush"u8.ToArray());
        client.Call(new CloseSessionRequest());

        Assert.DoesNotContain(_logger.Lines, line => line.Text.Contains("hush") || line.Text.Contains("bob"));
    }
}
