using Coordination.Testing.Contracts;

namespace Coordination.Contract.Tests.Hosts;

/// <summary>Runs each contract case on an ensemble of its own.</summary>
public interface IContractHost
{
    /// <summary>What its ensembles have.</summary>
    static abstract ContractNeeds Offers { get; }

    static abstract Task RunAsync(ContractCase contract);
}
