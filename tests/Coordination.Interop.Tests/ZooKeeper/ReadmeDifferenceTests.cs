using Coordination.Interop.Tests.Contracts;
using Coordination.Testing.Contracts;

namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>
/// What the README says of differences from ZooKeeper, what <c>Differences.json</c> says, and what tests are marked
/// with: all three are the same.
/// </summary>
public sealed class ReadmeDifferenceTests
{
    private const string Heading = "## Differences from Apache ZooKeeper";

    private static string Root { get; } = FindRoot();

    [Fact]
    public void The_README_has_a_row_for_every_known_difference_and_no_other() =>
        Assert.Equal(KnownDifference.All.Select(known => known.What).Order(), Rows().Order());

    [Fact]
    public void Every_contract_case_that_differs_does_so_by_a_known_difference() =>
        Assert.Empty(ContractDifferences.All.Values.Except(KnownDifference.All.Select(known => known.What)));

    [Fact]
    public void Every_known_difference_is_shown_by_a_script_a_contract_case_or_a_test() => Assert.All(
        KnownDifference.All,
        known => Assert.True(
            known.Rule is not null
            || ContractDifferences.All.Values.Contains(known.What)
            || (known.ShownBy is { } test && IsTest(test)),
            $"Nothing shows '{known.What}'."));

    private static IEnumerable<string> Rows() =>
        File.ReadLines(Path.Combine(Root, "README.md"))
            .SkipWhile(line => line != Heading).Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(row => row.Split(" | ")[0][2..]);

    private static bool IsTest(string name) =>
        ContractCases.All.Any(contract => contract.Name == name)
        || Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Any(file => File.ReadAllText(file).Contains($" {name}(", StringComparison.Ordinal));

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Coordination.sln")))
            folder = folder.Parent;
        Assert.NotNull(folder);
        return folder.FullName;
    }
}
