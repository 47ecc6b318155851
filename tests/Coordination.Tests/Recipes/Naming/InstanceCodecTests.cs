using System.Text;
using Coordination.Recipes.Naming;
using Coordination.Recipes.Naming.Layouts;
using Coordination.Requests;
using FsCheck.Xunit;

namespace Coordination.Tests.Recipes.Naming;

public sealed class InstanceCodecTests
{
    private const string OfCurator =
        """
        {"name":"orders","id":"one","address":"10.0.0.1","port":8080,"sslPort":8443,"payload":"hello",
        "registrationTimeUTC":1795591302557,"serviceType":"DYNAMIC","uriSpec":{"parts":[
        {"value":"scheme","variable":true},{"value":"://","variable":false},{"value":"address","variable":true},
        {"value":":","variable":false},{"value":"ssl-port","variable":true}]}}
        """;

    private static readonly ServiceInstance Full = new()
    {
        Name = "orders",
        Id = "one",
        Address = "10.0.0.1",
        Port = 8080,
        SslPort = 8443,
        Payload = "hello",
        UriSpec = "{scheme}://{address}:{ssl-port}",
        RegisteredAt = DateTimeOffset.FromUnixTimeMilliseconds(1795591302557),
    };

    [Fact]
    public void What_Curator_writes_is_read_and_written_to_the_letter()
    {
        ServiceInstance? read = InstanceCodec.TryRead(Znode(Encoding.UTF8.GetBytes(OfCurator)), ServiceLayout.Curator);

        Assert.Equal(Full with { FencingToken = 7, Tags = read?.Tags ?? [] }, read);
        Assert.Equal("http://10.0.0.1:8443/", read?.ToUri().ToString());
        Assert.Equal(
            OfCurator.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(InstanceCodec.Write(Full, ServiceLayout.Curator)));
    }

    [Fact]
    public void What_is_as_by_default_is_left_out_and_Curators_nulls_are_not()
    {
        var bare = new ServiceInstance { Name = "orders", Address = "h" };

        Assert.Equal(
            """{"address":"h","registered":-62135596800000}""",
            Encoding.UTF8.GetString(InstanceCodec.Write(bare, ServiceLayout.Coordination)));
        Assert.Equal(
            """{"name":"orders","id":"h","address":"h","port":null,"sslPort":null,"payload":null,"""
            + """ "registrationTimeUTC":-62135596800000,"serviceType":"DYNAMIC","uriSpec":null}""".TrimStart(),
            Encoding.UTF8.GetString(InstanceCodec.Write(bare, ServiceLayout.Curator)));
    }

    [Property]
    public bool What_is_written_is_read_again(
        ushort? port, ushort? sslPort, string[] tags, ushort weight, byte health, bool isDraining, string? payload)
    {
        ServiceInstance instance = Full with
        {
            Port = port,
            SslPort = sslPort,
            Tags = [.. tags.Where(IsText)],
            Weight = weight,
            Health = (ServiceHealth)(health % 3),
            IsDraining = isDraining,
            Payload = payload is not null && IsText(payload) ? payload : null,
            FencingToken = 7,
        };

        ServiceInstance own = Again(instance, ServiceLayout.Coordination);
        ServiceInstance curators = Again(instance, ServiceLayout.Curator);

        return own.Tags.SequenceEqual(instance.Tags) && own with { Tags = instance.Tags } == instance
            && curators.Tags.SequenceEqual(instance.Tags)
            && curators with { Tags = instance.Tags, IsDraining = isDraining, Health = instance.Health } == instance
            && curators.CanServe == instance.CanServe;
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"address\":\"\"}")]
    [InlineData("{\"address\":\"h\",\"port\":70000}")]
    [InlineData("{\"address\":\"h\",\"weight\":-1}")]
    [InlineData("{\"address\":\"h\",\"health\":\"ill\"}")]
    public void What_is_no_instance_is_told_as_such(string data)
    {
        var view = new ServiceView("orders", [Znode(Encoding.UTF8.GetBytes(data))], ServiceLayout.Coordination);

        Assert.Empty(view.Instances);
        Assert.Equal(["/services/orders/one"], view.Unreadable);
    }

    [Fact]
    public void A_payload_may_be_json_of_a_generated_context()
    {
        ServiceInstance instance = Full.WithPayload(["a", "b"], NamingTestJson.Default.StringArray);

        Assert.Equal("""["a","b"]""", instance.Payload);
        Assert.Equal(["a", "b"], Assert.IsType<string[]>(instance.ReadPayload(NamingTestJson.Default.StringArray)));
        Assert.Null((Full with { Payload = null }).ReadPayload(NamingTestJson.Default.StringArray));
    }

    [Theory]
    [InlineData(8080, null, "http://h:8080/")]
    [InlineData(null, 8443, "https://h:8443/")]
    [InlineData(null, null, "http://h/")]
    public void An_address_follows_from_the_ports(int? port, int? sslPort, string expected) =>
        Assert.Equal(
            expected,
            new ServiceInstance { Name = "orders", Address = "h", Port = port, SslPort = sslPort }.ToUri().ToString());

    private static ServiceInstance Again(ServiceInstance instance, ServiceLayout layout) =>
        Assert.IsType<ServiceInstance>(InstanceCodec.TryRead(Znode(InstanceCodec.Write(instance, layout)), layout));

    // JSON has no lone surrogates.
    private static bool IsText(string? text) => text is not null && !text.Any(char.IsSurrogate);

    private static ZNode Znode(byte[] data) => new(
        "/services/orders/one", new GetDataResponse(data, default(Stat) with { Czxid = new Zxid(7) }));
}
