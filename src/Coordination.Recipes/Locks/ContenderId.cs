namespace Coordination.Recipes.Locks;

/// <summary>What contenders are called who do not say.</summary>
internal static class ContenderId
{
    public static string Default { get; } = $"{Environment.MachineName}-{Environment.ProcessId}";
}
