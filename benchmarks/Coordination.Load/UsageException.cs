namespace Coordination.Load;

/// <summary>The command line asks for what there is not, or what it needs is not there.</summary>
internal sealed class UsageException(string message) : Exception(message);
