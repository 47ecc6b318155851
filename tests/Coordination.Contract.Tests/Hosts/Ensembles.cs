using Coordination.Testing.Contracts;
using Coordination.Transports.InMemory;

namespace Coordination.Contract.Tests.Hosts;

/// <summary>Ensembles that have what a case needs.</summary>
internal static class Ensembles
{
    /// <summary>What they can have; all but the passing of time, which is their clock's.</summary>
    public const ContractNeeds Offers = ContractNeeds.TimeToLive | ContractNeeds.Replay
        | ContractNeeds.NoReconfiguration | ContractNeeds.KeptAnswers | ContractNeeds.Quotas
        | ContractNeeds.RequiredIdentity | ContractNeeds.FewWatches;

    public static InMemoryEnsembleOptions Options(ContractNeeds needs)
    {
        var options = new InMemoryEnsembleOptions { EnforceQuota = true };
        if (needs.HasFlag(ContractNeeds.RequiredIdentity))
            options.RequiredAuthSchemes = ["digest"];
        if (needs.HasFlag(ContractNeeds.FewWatches))
            options.Limits.Watches = ContractHost.FewWatches;
        return options;
    }
}
