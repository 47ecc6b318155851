namespace Coordination.Load.Comparisons;

/// <summary>Something of ours beside the same of ZooKeeper's.</summary>
internal interface IComparison
{
    string Name { get; }

    /// <returns>Whether every bar is met.</returns>
    Task<bool> RunAsync(ComparisonContext context);
}
