using Coordination.Requests;
using static Coordination.Testing.Contracts.ContractCases;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>Transactions: all or nothing, and what each operation is told.</summary>
internal static class MultiCases
{
    private static readonly byte[] Data = [4];

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        Case("A transaction happens as one change, and answers each operation", HappensAsync),
        Case("An operation of a transaction sees those before it", SeesEarlierAsync),
        Case("A transaction that fails changes nothing and says which operation failed", ChangesNothingAsync),
        Case("A transaction can be committed once, and not empty", CommitsOnceAsync),
        RefusedBy(ErrorCode.NoNode, OpCode.Multi, (c, t) => t.Set(c.Root / "missing", Data),
            "Set", BadInput.Missing),
        RefusedBy(ErrorCode.NoNode, OpCode.Multi, (c, t) => t.Create(c.Root / "missing" / "z"),
            "Create", BadInput.Missing),
        RefusedBy(ErrorCode.NoNode, OpCode.Multi, (c, t) => t.Delete(c.Root / "missing"),
            "Delete", BadInput.Missing),
        RefusedBy(ErrorCode.NodeExists, OpCode.Multi, (c, t) => t.Create(c.Root / "x")),
        RefusedBy(ErrorCode.NotEmpty, OpCode.Multi, (c, t) => t.Delete(c.Root / "x")),
        RefusedBy(ErrorCode.BadVersion, OpCode.Multi, (c, t) => t.Set(c.Root / "x", Data, version: 5),
            "Set", BadInput.WrongVersion),
        RefusedBy(ErrorCode.BadVersion, OpCode.Multi, (c, t) => t.Delete(c.Root / "x" / "y", version: 5),
            "Delete", BadInput.WrongVersion),
        RefusedBy(ErrorCode.NoAuth, OpCode.Multi, (c, t) => t.Set(c.Root / "locked", Data)),
        RefusedBy(ErrorCode.InvalidAcl, OpCode.Multi, (c, t) => t.Create(c.Root / "z", options: new() { Acl = [] })),
        RefusedBy(ErrorCode.InvalidAcl, OpCode.Multi, (c, t) => t.Create(c.Root / "z", options: new()
            {
                Acl = [new Acl(Permissions.All, new AuthId("digest", "no-colon"))],
            }),
            "Create", BadInput.MalformedAcl),
        RefusedBy(ErrorCode.NoChildrenForEphemerals, OpCode.Multi, (c, t) => t.Create(c.Root / "e" / "z")),
        RefusedBy(ErrorCode.BadArguments, OpCode.Multi, (_, t) => t.Delete(ZPath.Root)),
        RefusedBy(ErrorCode.NoNode, OpCode.Check, (c, t) => t.Check(c.Root / "missing"), "Check", BadInput.Missing),
        RefusedBy(ErrorCode.BadVersion, OpCode.Check, (c, t) => t.Check(c.Root / "x", version: 5),
            "Check", BadInput.WrongVersion),
        RefusedBy(ErrorCode.NoAuth, OpCode.Check, (c, t) => t.Check(c.Root / "hidden")),
    ];

    // The operation that fails stands between two that would not.
    private static ContractCase RefusedBy(
        ErrorCode code, OpCode operation, Action<ContractContext, ICoordinationTransaction> add, string? call = null,
        BadInput input = default) =>
        new($"A transaction in which {call ?? operation.ToString()} fails with {code} is refused whole", async c =>
        {
            await WriteCases.CreateWithChildAsync(c);
            await AclCases.CreateLocked(c);
            await AclCases.CreateHidden(c);
            await c.Client.CreateAsync(c.Root / "e", mode: CreateMode.Ephemeral);
            string before = await c.DescribeAsync();
            ICoordinationTransaction transaction = c.Client.Transaction().Create(c.Root / "first");
            add(c, transaction);
            transaction.Create(c.Root / "last");

            var refused = await Expect.ThrowsAsync<TransactionRejectedException>(() =>
                transaction.CommitAsync().AsTask());

            Expect.Equal((code, 1), (refused.Code, refused.FailedIndex));
            Expect.Sequence(
                [ErrorCode.Ok, code, ErrorCode.RuntimeInconsistency], refused.Results.Select(result => result.Code));
            Expect.Equal(before, await c.DescribeAsync());
        }, ContractNeeds.None, [new Refusal(operation, code)])
        {
            Tries = call is null ? [] : [new Trial("A transaction with " + call, input)],
        };

    private static async Task HappensAsync(ContractContext c)
    {
        await WriteCases.CreateAsync(c);
        await c.Client.CreateAsync(c.Root / "gone");

        IReadOnlyList<OperationResult> results = await c.Client.Transaction()
            .Check(c.Root / "x", version: 0)
            .Create(c.Root / "n-", Data, CreateMode.PersistentSequential)
            .Set(c.Root / "x", Data)
            .Delete(c.Root / "gone")
            .CommitAsync();

        Expect.Equal(4, results.Count);
        Expect.True(results.All(result => result.Code == ErrorCode.Ok));
        var created = (CreateResponse)results[1].Body!; // Not null: it was carried out.
        var set = (SetDataResponse)results[2].Body!;
        Expect.Equal(set.Stat.Mzxid, (await c.Client.ExistsAsync(created.Path))?.Czxid);
        Expect.Equal(null, await c.Client.ExistsAsync(c.Root / "gone"));
    }

    private static async Task SeesEarlierAsync(ContractContext c)
    {
        await c.Client.Transaction()
            .Create(c.Root / "a").Create(c.Root / "a" / "b").Set(c.Root / "a", Data, version: 0)
            .Check(c.Root / "a", version: 1).Delete(c.Root / "a" / "b").CommitAsync();

        Expect.True(await c.Client.ExistsAsync(c.Root / "a") is { Version: 1, NumChildren: 0 });
    }

    private static async Task ChangesNothingAsync(ContractContext c)
    {
        string before = await c.DescribeAsync();
        ICoordinationTransaction transaction = c.Client.Transaction()
            .Create(c.Root / "n-", mode: CreateMode.PersistentSequential).Delete(c.Root / "missing");

        await Expect.ThrowsAsync<TransactionRejectedException>(() => transaction.CommitAsync().AsTask());

        Expect.Equal(before, await c.DescribeAsync());
        Expect.Equal(
            c.Root / "n-0000000000", await c.Client.CreateAsync(c.Root / "n-", mode: CreateMode.PersistentSequential));
    }

    private static async Task CommitsOnceAsync(ContractContext c)
    {
        await Expect.ThrowsAsync<InvalidOperationException>(() => c.Client.Transaction().CommitAsync().AsTask());
        ICoordinationTransaction transaction = c.Client.Transaction().Create(c.Root / "x");
        await transaction.CommitAsync();

        await Expect.ThrowsAsync<InvalidOperationException>(() => transaction.CommitAsync().AsTask());
    }
}
