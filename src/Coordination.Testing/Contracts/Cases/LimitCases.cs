using System.Text;
using Coordination.Requests;
using static Coordination.Testing.Contracts.ContractCases;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>Hard quotas, and what is too large as a whole.</summary>
internal static class LimitCases
{
    private static readonly ZPath Quotas = "/zookeeper/quota";

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        .. CreationCases.Kinds.Select(kind => OverQuota(
            kind.Operation, "one znode too many", "count=-1,bytes=-1=;byteHardLimit=-1;countHardLimit=1", (c, path) =>
                CreationCases.CreateAsync(c, kind.Operation, kind.Mode, path),
            kind.Mode.HasTimeToLive() ? ContractNeeds.TimeToLive : ContractNeeds.None)),
        OverQuota(OpCode.SetData, "a byte too many", "count=-1,bytes=-1=;byteHardLimit=9;countHardLimit=-1",
            (c, path) => c.Client.SetAsync(path.Parent, new byte[10]).AsTask()),
        OverQuota(OpCode.Multi, "a byte too many", "count=-1,bytes=-1=;byteHardLimit=9;countHardLimit=-1",
            (c, path) => c.Client.Transaction().Create(c.Root / "z").Set(path.Parent, new byte[10]).CommitAsync()
                .AsTask()),
        Case("A write within a hard quota happens, and is counted", WithinQuotaAsync, ContractNeeds.Quotas),
        Refused(OpCode.Multi, ErrorCode.BadArguments, "for more data than a frame holds", c => c.Client.Transaction()
            .Set(c.Root, new byte[WriteCases.TooMuch / 2]).Set(c.Root, new byte[WriteCases.TooMuch / 2])
            .CommitAsync().AsTask()) with { Tries = [new Trial("A transaction with Set", BadInput.TooLarge)] },
        Refused(OpCode.Multi, ErrorCode.BadArguments, "to create more data than a znode holds", c => c.Client
            .Transaction().Create(c.Root / "x", new byte[WriteCases.TooMuch]).CommitAsync().AsTask())
            with { Tries = [new Trial("A transaction with Create", BadInput.TooLarge)] },
    ];

    // On a znode "q", which is all that there may be.
    private static ContractCase OverQuota(
        OpCode operation, string what, string limits, Func<ContractContext, ZPath, Task> call,
        ContractNeeds needs = ContractNeeds.None) =>
        new($"{operation} is refused with QuotaExceeded for {what}", async c =>
        {
            await LimitAsync(c, limits);
            string before = await c.DescribeAsync();

            await Expect.RefusedAsync(ErrorCode.QuotaExceeded, () => call(c, c.Root / "q" / "x"));

            Expect.Equal(before, await c.DescribeAsync());
            await c.Client.DeleteRecursiveAsync(QuotaOf(c.Root));
        }, needs | ContractNeeds.Quotas, [new Refusal(operation, ErrorCode.QuotaExceeded)]);

    private static async Task WithinQuotaAsync(ContractContext c)
    {
        await LimitAsync(c, "count=-1,bytes=-1=;byteHardLimit=9;countHardLimit=2");

        await c.Client.CreateAsync(c.Root / "q" / "x", new byte[9]);
        string used = Encoding.UTF8.GetString(
            (await c.Client.GetAsync(QuotaOf(c.Root / "q") / "zookeeper_stats")).Data.Span);

        Expect.True(used.StartsWith("count=2,bytes=9", StringComparison.Ordinal), used);
        await c.Client.DeleteRecursiveAsync(QuotaOf(c.Root));
    }

    private static async Task LimitAsync(ContractContext c, string limits)
    {
        await c.Client.CreateAsync(c.Root / "q");
        ZPath quota = QuotaOf(c.Root / "q");
        await c.Client.EnsurePathAsync(quota);
        await c.Client.CreateAsync(quota / "zookeeper_limits", Encoding.UTF8.GetBytes(limits));
        await c.Client.CreateAsync(quota / "zookeeper_stats", "count=0,bytes=0"u8.ToArray());
    }

    private static ZPath QuotaOf(ZPath path) => Quotas.Value + path.Value;
}
