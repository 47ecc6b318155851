using System.Diagnostics;
using System.Globalization;
using Coordination.Transports.Tcp.Client;

namespace Coordination.Tests.Samples;

public sealed class ServerTests
{
    private const string Ready = "ready ";

    [Fact]
    public async Task The_server_says_ready_serves_and_ends_when_it_is_told_to()
    {
        CancellationToken cancelled = TestContext.Current.CancellationToken;
        using Process server = SampleRun.Start("Server", "--client-port", "0", "--tick-ms", "100");
        string ready = await server.StandardOutput.ReadLineAsync(cancelled) ?? "";
        Assert.StartsWith(Ready, ready, StringComparison.Ordinal);
        var transport = new TcpTransport(ConnectionString.Parse(ready[Ready.Length..]));

        var options = new CoordinationClientOptions { SessionTimeout = TimeSpan.FromMilliseconds(300) };
        await using (CoordinationClient client = await CoordinationClient.ConnectAsync(transport, options, cancelled))
        {
            await client.CreateAsync("/a", cancellationToken: cancelled);
            Assert.Equal(options.SessionTimeout, client.Session.Timeout);
        }

        using Process kill = Process.Start("kill", ["-TERM", server.Id.ToString(CultureInfo.InvariantCulture)]);
        string rest = await server.StandardOutput.ReadToEndAsync(cancelled);
        await server.WaitForExitAsync(cancelled);
        Assert.Equal((0, ""), (server.ExitCode, rest));
    }

    [Theory]
    [InlineData("--no-such-flag", "1")]
    [InlineData("--client-port", "65536")]
    [InlineData("--max-frame", "3")]
    [InlineData("--four-letter-words", "ruok,nope")]
    [InlineData("--tls-port", "0")]
    public async Task A_wrong_flag_is_named_in_one_line(string flag, string value)
    {
        SampleRun run = await SampleRun.OfAsync("Server", TestContext.Current.CancellationToken, flag, value);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(flag, run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.Trim().Split('\n'));
    }
}
