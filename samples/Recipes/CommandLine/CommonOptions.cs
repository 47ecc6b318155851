using Coordination.Transports.Tcp.Client;

namespace Coordination.Samples.Recipes.CommandLine;

/// <summary>What every sub-command takes.</summary>
/// <param name="Connect">Where the servers are; null for an ensemble of its own in this process.</param>
/// <param name="Id">What this contender is called.</param>
/// <param name="SessionTimeout">The session time-out to ask for.</param>
/// <param name="Wait">How long to wait for a server; zero for ever.</param>
/// <param name="Once">Whether to end when the session is lost.</param>
internal sealed record CommonOptions(
    ConnectionString? Connect, string Id, TimeSpan SessionTimeout, TimeSpan Wait, bool Once)
{
    private const int DefaultSessionMs = 10_000;
    private const int DefaultWaitMs = 30_000;

    public static CommonOptions Take(Arguments arguments)
    {
        ConnectionString? connect = null;
        if (arguments.TakeOption("--connect") is { } text && !ConnectionString.TryParse(text, out connect))
            throw new UsageException($"--connect: '{text}' is no connection string");
        return new CommonOptions(
            connect,
            arguments.TakeOption("--id") ?? $"{Environment.MachineName}-{Environment.ProcessId}",
            TimeSpan.FromMilliseconds(arguments.TakeNumber("--session-ms", DefaultSessionMs, least: 50)),
            TimeSpan.FromMilliseconds(arguments.TakeNumber("--wait-ms", DefaultWaitMs)),
            arguments.TakeFlag("--once"));
    }
}
