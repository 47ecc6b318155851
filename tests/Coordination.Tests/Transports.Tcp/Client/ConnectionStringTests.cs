using Coordination.Transports.Tcp.Client;

namespace Coordination.Tests.Transports.Tcp.Client;

public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData("h1", "h1:2181", "/")]
    [InlineData("h1:1,h2:65535", "h1:1,h2:65535", "/")]
    [InlineData("h1:2181, h2 /app/one", "h1:2181,h2:2181", "/app/one")]
    [InlineData("[::1]", "[::1]:2181", "/")]
    [InlineData("[fe80::1%eth0]:99,10.0.0.1/", "[fe80::1%eth0]:99,10.0.0.1:2181", "/")]
    public void Servers_and_chroot_are_read(string text, string servers, string chroot)
    {
        ConnectionString read = ConnectionString.Parse(text);

        Assert.Equal(servers, string.Join(',', read.Hosts));
        Assert.Equal(chroot, read.Chroot.Value);
        Assert.Equal(read.ToString(), ConnectionString.Parse(read.ToString()).ToString());
    }

    [Theory]
    [InlineData("", "empty server")]
    [InlineData("/app", "empty server")]
    [InlineData("h1,,h2", "empty server")]
    [InlineData(":2181", "no host")]
    [InlineData("h1:", "port")]
    [InlineData("h1:0", "port")]
    [InlineData("h1:65536", "port")]
    [InlineData("h1:x", "port")]
    [InlineData("h1:-1", "port")]
    [InlineData("::1", "no host")]
    [InlineData("fe80::1", "brackets")]
    [InlineData("[::1", "bracket")]
    [InlineData("[::1]x", "bracket")]
    [InlineData("h1/app/", "no path")]
    [InlineData("h1//", "no path")]
    public void What_is_wrong_is_said(string text, string fault)
    {
        Assert.False(ConnectionString.TryParse(text, out _));

        FormatException error = Assert.Throws<FormatException>(() => ConnectionString.Parse(text));

        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{text}'", error.Message, StringComparison.Ordinal);
    }
}
