using Coordination.Contract.Tests.Errors;
using Coordination.Contract.Tests.Hosts;
using Coordination.Requests;
using Coordination.Testing.Contracts;

namespace Coordination.Contract.Tests;

/// <summary>
/// The table of refusals against the code that makes them, and against the cases that show them: each case is held to
/// what it covers while it runs, and <see cref="RandomRequestTests"/> hold the table to what ensembles answer.
/// </summary>
public sealed class CoverageTests
{
    private static readonly HashSet<Refusal> Excluded =
    [
        .. ContractTable.Exclusions.SelectMany(exclusion =>
            exclusion.Operations.Select(operation => new Refusal(operation, exclusion.Code))),
    ];

    [Fact]
    public void Every_place_in_the_source_that_makes_an_error_is_known_and_no_other()
    {
        (string File, ErrorCode Code)[] found = [.. ErrorScan.Run()];
        (string File, ErrorCode Code)[] known = [.. ErrorOrigin.All.SelectMany(origin => origin.Places)];

        Assert.Equal(found.Except(known), []); // Made there, but ErrorOrigin does not know for which operations.
        Assert.Equal(known.Except(found), []); // Not made there any more.
        Assert.Equal(known.Length, known.Distinct().Count());
    }

    [Fact]
    public void The_table_has_every_pair_that_the_source_makes_and_no_other()
    {
        HashSet<Refusal> made = [.. ErrorOrigin.All.SelectMany(origin => origin.Refusals)];

        Assert.Equal(made.Except(Excluded).Order(Refusals), ContractTable.Refusals.Distinct().Order(Refusals));
    }

    [Fact]
    public void Every_pair_of_operation_and_error_has_one_verdict()
    {
        HashSet<Refusal> known = [.. ContractTable.Refusals];
        foreach (ErrorCode code in Enum.GetValues<ErrorCode>().Where(code => code != ErrorCode.Ok))
        {
            Refusal[] pairs = [.. ContractTable.Operations.Select(operation => new Refusal(operation, code))];

            Assert.DoesNotContain(pairs, pair => known.Contains(pair) && Excluded.Contains(pair));
            Assert.True(pairs.Any(known.Contains) || pairs.All(Excluded.Contains), $"{code} is in neither list.");
        }
    }

    [Fact]
    public void Every_refusal_that_can_occur_has_a_case()
    {
        HashSet<Refusal> covered = [.. ContractCases.All.SelectMany(contract => contract.Covers)];

        Assert.Equal(ContractTable.Refusals.Where(refusal => !covered.Contains(refusal)), []);
    }

    [Fact]
    public async Task A_case_that_does_not_show_what_it_covers_does_not_hold()
    {
        ContractCase honest = ContractCases.Refused(
            OpCode.Delete, ErrorCode.NoNode, "as is said", c => c.Client.DeleteAsync(c.Root / "x").AsTask());
        ContractCase boastful = honest with { Covers = [.. honest.Covers, new(OpCode.SetData, ErrorCode.NoNode)] };

        await OnThreads.RunAsync(honest);
        await Assert.ThrowsAsync<ContractBrokenException>(() => OnThreads.RunAsync(boastful));
    }

    [Fact]
    public void No_case_covers_what_the_table_does_not_know()
    {
        HashSet<Refusal> known = [.. ContractTable.Refusals];

        Assert.Equal(
            ContractCases.All.SelectMany(contract => contract.Covers).Where(refusal => !known.Contains(refusal)), []);
    }

    [Fact]
    public void The_table_has_every_operation_that_a_transport_carries()
    {
        OpCode[] carried =
        [
            .. typeof(IRequest).Assembly.GetTypes()
                .Where(type => type.IsValueType && type.IsAssignableTo(typeof(IRequest)))
                .Where(type => type != typeof(CreateRequest)) // Its operation depends on its mode.
                .Select(type => ((IRequest)Activator.CreateInstance(type)!).OpCode), // Not null: a struct.
            .. Enum.GetValues<CreateMode>().SelectMany(mode => new[] { true, false }.Select(withStat =>
                new CreateRequest(default, default, [], mode, WithStat: withStat).OpCode)),
        ];

        Assert.Equal(carried.Distinct().Order(), ContractTable.Operations.Order());
    }

    [Fact]
    public void Names_of_cases_differ() =>
        Assert.Equal(ContractCases.All.Count, ContractCases.All.Select(contract => contract.Name).Distinct().Count());

    [Fact]
    public void Every_transport_has_its_contract_tests()
    {
        string[] judged =
        [
            .. typeof(CoverageTests).Assembly.GetTypes()
                .Where(type => type.BaseType is { IsGenericType: true } parent
                    && parent.GetGenericTypeDefinition() == typeof(ContractTests<>))
                .Select(type => type.Name),
        ];

        Assert.DoesNotContain(Transports(), transport => !judged.Contains(transport + "ContractTests"));
    }

    private static IComparer<Refusal> Refusals { get; } = Comparer<Refusal>.Create((one, other) =>
        (one.Operation, one.Code).CompareTo((other.Operation, other.Code)));

    private static IEnumerable<string> Transports()
    {
        const string Prefix = "Coordination.Transports.";
        return Directory.EnumerateDirectories(SourceFolder.Path, Prefix + "*")
            .Select(house => Path.GetFileName(house)[Prefix.Length..]);
    }
}
