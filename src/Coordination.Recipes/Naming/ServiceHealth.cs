namespace Coordination.Recipes.Naming;

/// <summary>What an instance says about whether it can serve.</summary>
public enum ServiceHealth
{
    /// <summary>It serves.</summary>
    Passing,

    /// <summary>It serves, but not well; it is chosen only where no instance passes.</summary>
    Warning,

    /// <summary>It does not serve now, and is not chosen.</summary>
    Failing,
}
