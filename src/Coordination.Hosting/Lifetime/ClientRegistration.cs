namespace Coordination.Hosting;

/// <summary>That a container holds a client under a key, once however often it is added.</summary>
/// <param name="Key">The key of the client; null for the only one.</param>
/// <param name="OptionsName">The name of its options.</param>
internal sealed record ClientRegistration(object? Key, string OptionsName)
{
    /// <summary>What the client is called in messages.</summary>
    public string DisplayName => Key is null ? "coordination client" : $"coordination client '{Key}'";
}
