using System.Buffers.Binary;
using System.Net;
using Coordination.Tree.Security;

namespace Coordination.Tests.Tree.Security;

public sealed class IpRangeTests
{
    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    [InlineData("10.1.2.3/8", "10.200.0.1", true)]
    [InlineData("10.1.2.3/8", "11.0.0.1", false)]
    [InlineData("10.1.2.128/25", "10.1.2.255", true)]
    [InlineData("10.1.2.128/25", "10.1.2.127", false)]
    [InlineData("0.0.0.0/0", "192.168.1.1", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    [InlineData("::1", "::1", true)]
    [InlineData("::/0", "2001:db8::1", true)]
    [InlineData("::ffff:10.0.0.0/104", "10.9.9.9", true)]
    [InlineData("fe80::1:2:3:4/127", "fe80::1:2:3:5", true)]
    public void A_range_contains_what_agrees_with_it_in_the_leading_bits(string range, string address, bool expected)
    {
        Assert.True(IpRange.TryParse(range, out IpRange parsed));

        Assert.Equal(expected, parsed.Contains(AddressOf(address)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.0.1")]
    [InlineData("10.0.0.256")]
    [InlineData("10.0.0.-1")]
    [InlineData("10..0.1")]
    [InlineData("10.0.0.1/33")]
    [InlineData("10.0.0.1/-1")]
    [InlineData("10.0.0.1/")]
    [InlineData("10.0.0.1/8/8")]
    [InlineData("host")]
    [InlineData("1:2:3")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1::2::3")]
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData("12345::")]
    [InlineData("::1/129")]
    [InlineData("::g")]
    [InlineData(":::")]
    public void What_is_no_address_is_refused(string text) => Assert.False(IpRange.TryParse(text, out _));

    [Fact]
    public void An_address_is_read_as_the_platform_reads_it() => Cases.ForAll(100, (byte[] seed) =>
    {
        byte[] bytes = new byte[16];
        seed.AsSpan(0, Math.Min(16, seed.Length)).CopyTo(bytes);
        var address = new IPAddress(bytes);

        Assert.True(IpRange.TryParse(address.ToString(), out IpRange parsed));
        Assert.Equal(new IpRange(AddressOf(address.ToString()), PrefixBits: 128), parsed);
    });

    internal static UInt128 AddressOf(string text) =>
        BinaryPrimitives.ReadUInt128BigEndian(IPAddress.Parse(text).MapToIPv6().GetAddressBytes());
}
