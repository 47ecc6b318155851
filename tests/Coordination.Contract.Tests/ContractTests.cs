using Coordination.Contract.Tests.Hosts;
using Coordination.Testing.Contracts;

namespace Coordination.Contract.Tests;

/// <summary>The contract cases as theories. A transport is judged by deriving.</summary>
public abstract class ContractTests<THost>
    where THost : IContractHost
{
    public static TheoryData<string> Names => [.. ContractCases.For(THost.Offers).Select(contract => contract.Name)];

    [Theory, MemberData(nameof(Names))]
    public Task Holds(string name) =>
        THost.RunAsync(ContractCases.All.Single(contract => contract.Name == name));
}
