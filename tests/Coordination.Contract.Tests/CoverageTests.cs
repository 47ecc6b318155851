using Coordination.Testing.Contracts;

namespace Coordination.Contract.Tests;

public sealed class CoverageTests
{
    [Fact]
    public void Every_refusal_that_can_occur_has_a_case()
    {
        HashSet<Refusal> covered = [.. ContractCases.All.SelectMany(contract => contract.Covers)];

        Assert.DoesNotContain(ContractTable.Refusals, refusal => !covered.Contains(refusal));
    }

    [Fact]
    public void No_case_covers_what_the_table_does_not_know()
    {
        HashSet<Refusal> known = [.. ContractTable.Refusals];

        Assert.DoesNotContain(
            ContractCases.All.SelectMany(contract => contract.Covers), refusal => !known.Contains(refusal));
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

    // Found from where the tests run, not from where they were compiled: a deterministic build maps its source paths.
    private static IEnumerable<string> Transports()
    {
        const string Prefix = "Coordination.Transports.";
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Coordination.sln")))
            folder = folder.Parent;
        Assert.NotNull(folder);
        return Directory.EnumerateDirectories(Path.Combine(folder.FullName, "src"), Prefix + "*")
            .Select(house => Path.GetFileName(house)[Prefix.Length..]);
    }
}
