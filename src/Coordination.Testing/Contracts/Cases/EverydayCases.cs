using static Coordination.Testing.Contracts.ContractCases;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>What everybody would write otherwise.</summary>
internal static class EverydayCases
{
    private static readonly byte[] Data = [2];

    private static readonly CreateOptions Malformed =
        new() { Acl = [new Acl(Permissions.All, new AuthId("digest", "no-colon"))] };

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        Case("EnsurePath creates what is missing and leaves what is there", async c =>
        {
            await c.Client.CreateAsync(c.Root / "a", Data);
            await c.Client.EnsurePathAsync(c.Root / "a" / "b" / "c");
            await c.Client.EnsurePathAsync(c.Root / "a" / "b" / "c");
            Expect.True(await c.Client.ExistsAsync(c.Root / "a" / "b" / "c") is not null);
            Expect.Equal(1, (await c.Client.GetAsync(c.Root / "a")).Data.Length);
        }),
        Case("DeleteRecursive deletes a znode with all below it, and says whether there was one", async c =>
        {
            await c.Client.EnsurePathAsync(c.Root / "a" / "b" / "c");
            Expect.True(await c.Client.DeleteRecursiveAsync(c.Root / "a"));
            Expect.True(!await c.Client.DeleteRecursiveAsync(c.Root / "a"));
            Expect.Equal(null, await c.Client.ExistsAsync(c.Root / "a"));
        }) with { Tries = [new Trial("DeleteRecursive", BadInput.Missing)] },
        Case("SetOrCreate sets what is there and creates what is not", async c =>
        {
            Expect.Equal(0, (await c.Client.SetOrCreateAsync(c.Root / "x", Data)).Version);
            Expect.Equal(1, (await c.Client.SetOrCreateAsync(c.Root / "x", Data)).Version);
        }),
        Case("Children are read with their data in one call, by name", async c =>
        {
            await c.Client.CreateAsync(c.Root / "b", Data);
            await c.Client.CreateAsync(c.Root / "a");
            IReadOnlyList<ZNode> children = await c.Client.GetChildrenWithDataAsync(c.Root);
            Expect.Sequence([c.Root / "a", c.Root / "b"], children.Select(child => child.Path));
            Expect.Sequence([0, 1], children.Select(child => child.Data.Length));
        }),
        Refused("GetChildrenWithData", BadInput.Missing, ErrorCode.NoNode,
            c => c.Client.GetChildrenWithDataAsync(c.Root / "missing").AsTask()),
        Refused("SetOrCreate", BadInput.Missing, ErrorCode.NoNode,
            c => c.Client.SetOrCreateAsync(c.Root / "missing" / "x", Data).AsTask()),
        Refused("SetOrCreate", BadInput.TooLarge, ErrorCode.BadArguments,
            c => c.Client.SetOrCreateAsync(c.Root / "x", new byte[WriteCases.TooMuch]).AsTask()),
        Refused("SetOrCreate", BadInput.MalformedAcl, ErrorCode.InvalidAcl,
            c => c.Client.SetOrCreateAsync(c.Root / "x", Data, options: Malformed).AsTask()),
        Refused("EnsurePath", BadInput.MalformedAcl, ErrorCode.InvalidAcl,
            c => c.Client.EnsurePathAsync(c.Root / "x" / "y", options: Malformed).AsTask()),
    ];

    private static ContractCase Refused(
        string name, BadInput input, ErrorCode code, Func<ContractContext, Task> call) =>
        Case($"{name} is refused with {code}, and changes nothing", async c =>
        {
            string before = await c.DescribeAsync();
            await Expect.RefusedAsync(code, () => call(c));
            Expect.Equal(before, await c.DescribeAsync());
        }) with
        { Tries = [new Trial(name, input)] };
}
