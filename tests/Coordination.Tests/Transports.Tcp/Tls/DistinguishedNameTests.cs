using System.Security.Cryptography.X509Certificates;
using Coordination.Transports.Tcp.Tls;

namespace Coordination.Tests.Transports.Tcp.Tls;

public sealed class DistinguishedNameTests
{
    // As Java 17 writes them (X500Principal.getName()), so that an ACL made on a real ZooKeeper means the same here.
    [Theory]
    [InlineData("CN=client, O=Org, C=DE", "CN=client,O=Org,C=DE")]
    [InlineData("CN=\"a=b#c\", O=\"#first\"", "CN=a\\=b\\#c,O=\\#first")]
    [InlineData("CN=\"A + B, <x>; \\\\ back\"", "CN=A \\+ B\\, \\<x\\>\\; \\\\\\\\ back")]
    [InlineData("CN=\"  two  \", O=\" one \"", "CN=\\ \\ two\\ \\ ,O=\\ one\\ ")]
    [InlineData("CN=Zoë, O=東京", "CN=Zoë,O=東京")]
    [InlineData("OID.0.9.2342.19200300.100.1.1=ann, DC=example", "UID=ann,DC=example")]
    public void A_name_is_written_as_Java_writes_it(string name, string expected) =>
        Assert.Equal(expected, DistinguishedName.Of(new X500DistinguishedName(name)));
}
