namespace Coordination.Hosting;

/// <summary>How a host lives with its coordination client. Every value has a working default.</summary>
public sealed class CoordinationHostingOptions
{
    /// <summary>
    /// How long the host's start waits for the client's first session, from 0 to 1 h, or
    /// <see cref="Timeout.InfiniteTimeSpan"/>; 30 s by default. Past it the start fails with a
    /// <see cref="TimeoutException"/>; with 0 it does not wait, and the client connects meanwhile.
    /// </summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
