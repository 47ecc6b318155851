namespace Coordination.Recipes.Naming;

/// <summary>Which of the instances that can serve is chosen.</summary>
public enum ServiceStrategy
{
    /// <summary>One after the other, in the order of their ids.</summary>
    RoundRobin,

    /// <summary>Any, each as likely.</summary>
    Random,

    /// <summary>Any, each as likely as its <see cref="ServiceInstance.Weight"/> says.</summary>
    Weighted,

    /// <summary>
    /// For one key always the same as long as it can serve; when instances come and go few keys move (rendezvous
    /// hashing). Without a key the one chosen last.
    /// </summary>
    Sticky,

    /// <summary>The one with the fewest choices that are not disposed yet, by its weight.</summary>
    LeastPending,
}
