using Coordination.Transports.Tcp.Server;
using Microsoft.Extensions.Time.Testing;

namespace Coordination.Tests.Transports.Tcp.Server;

public sealed class SilenceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_peer_is_known_by_the_silence_before_it_was_heard_last()
    {
        var silence = new Silence(_time);
        Assert.False(silence.IsUsual);

        silence.Break();
        Assert.True(silence.IsUsual); // Nobody had heard of it before.

        _time.Advance(TimeSpan.FromMilliseconds(100));
        silence.Break();
        Assert.False(silence.IsUsual);

        _time.Advance(TimeSpan.FromMilliseconds(101));
        silence.Break();
        Assert.True(silence.IsUsual);
    }
}
