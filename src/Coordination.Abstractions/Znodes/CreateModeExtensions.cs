namespace Coordination;

/// <summary>The three questions that decide what a <see cref="CreateMode"/> means.</summary>
public static class CreateModeExtensions
{
    /// <summary>Whether the znode ends with its session.</summary>
    public static bool IsEphemeral(this CreateMode mode) =>
        mode is CreateMode.Ephemeral or CreateMode.EphemeralSequential;

    /// <summary>Whether the ensemble appends a number to the name.</summary>
    public static bool IsSequential(this CreateMode mode) =>
        mode is CreateMode.PersistentSequential or CreateMode.EphemeralSequential
            or CreateMode.PersistentSequentialWithTtl;

    /// <summary>Whether the znode has a time to live.</summary>
    public static bool HasTimeToLive(this CreateMode mode) =>
        mode is CreateMode.PersistentWithTtl or CreateMode.PersistentSequentialWithTtl;
}
