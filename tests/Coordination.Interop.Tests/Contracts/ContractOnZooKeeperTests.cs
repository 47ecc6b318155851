using Coordination.Testing.Contracts;

namespace Coordination.Interop.Tests.Contracts;

/// <summary>
/// The contract cases, by our client and our TCP transport, against the real Apache ZooKeeper: each holds, or is marked
/// with how ZooKeeper differs and does not hold.
/// </summary>
public sealed class ContractOnZooKeeperTests(ZooKeeperContractFixture real) : IClassFixture<ZooKeeperContractFixture>
{
    public static TheoryData<string> Names =>
        [.. ContractCases.For(ZooKeeperContractFixture.Offers).Select(contract => contract.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task Holds_or_differs_as_is_said(string name)
    {
        ContractCase contract = ContractCases.All.Single(contract => contract.Name == name);
        if (!ContractDifferences.All.TryGetValue(name, out string? difference))
        {
            await real.RunAsync(contract);
            return;
        }

        Exception? failure = await Record.ExceptionAsync(() => real.RunAsync(contract));

        Assert.True(
            failure is ContractBrokenException or CoordinationException,
            $"It is said to differ ('{difference}'), and yet: {failure?.ToString() ?? "it holds."}");
    }

    [Fact]
    public void Every_difference_is_of_a_case_that_is_run() =>
        Assert.Equal(ContractDifferences.All.Keys.Except(Names.Select(row => row.Data)), []);
}
