using System.Globalization;

namespace Coordination.Tests.Client.Time;

public sealed class BootTimeProviderTests
{
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1); // /proc/uptime has hundredths.

    private readonly TimeProvider _clock = CoordinationTime.Default;

    [Fact]
    public void Linux_has_a_clock_that_counts_sleep_and_others_have_the_systems()
    {
        if (OperatingSystem.IsLinux())
            Assert.IsType<BootTimeProvider>(_clock);
        else
            Assert.Same(TimeProvider.System, _clock);
    }

    [Fact]
    public void Its_timestamps_never_go_back()
    {
        long before = _clock.GetTimestamp();
        for (int i = 0; i < 10_000; i++)
        {
            long now = _clock.GetTimestamp();
            Assert.True(now >= before, $"{before}, then {now}");
            before = now;
        }
    }

    [Fact]
    public void It_tells_how_long_ago_the_machine_was_booted()
    {
        if (!OperatingSystem.IsLinux())
            return; // The first test says what is there instead.

        // proc_uptime(5): the uptime of the system, including time spent in suspend.
        TimeSpan before = Uptime();
        TimeSpan told = TimeSpan.FromSeconds((double)_clock.GetTimestamp() / _clock.TimestampFrequency);
        TimeSpan after = Uptime();

        Assert.InRange(told, before - Slack, after + Slack);

        static TimeSpan Uptime() => TimeSpan.FromSeconds(
            double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Its_wall_clock_is_the_systems()
    {
        DateTimeOffset before = TimeProvider.System.GetUtcNow();
        DateTimeOffset told = _clock.GetUtcNow();

        Assert.InRange(told, before, TimeProvider.System.GetUtcNow());
        Assert.Equal(TimeZoneInfo.Local, _clock.LocalTimeZone);
    }
}
