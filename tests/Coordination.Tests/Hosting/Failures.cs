namespace Coordination.Tests.Hosting;

/// <summary>How often a service is still to fail.</summary>
internal sealed class Failures
{
    public int Left { get; set; }
}
