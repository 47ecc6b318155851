namespace Coordination.Samples.Recipes.CommandLine;

/// <summary>The command line is wrong; the message names what.</summary>
internal sealed class UsageException(string message) : Exception(message);
