namespace Coordination.Recipes.Leases;

/// <summary>A lease whose standing can be checked inside a transaction.</summary>
internal interface IGuardingLease
{
    /// <summary>Adds what holds only while this lease is the newest grant.</summary>
    void AddGuards(ICoordinationTransaction transaction);
}
