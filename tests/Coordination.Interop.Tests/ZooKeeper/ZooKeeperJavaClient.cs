using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>
/// The Java client of Apache ZooKeeper, as many sessions of it as wanted, in a process of its own that runs
/// <c>ZooKeeperDriver.java</c>. What can be asked stands there; a request and its answer are one JSON object each.
/// </summary>
internal sealed class ZooKeeperJavaClient : IAsyncDisposable
{
    private const string Driver = "ZooKeeperDriver.java";

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ZooKeeperJavaClient(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>
    /// Starts the process for a server at an address; sessions come with the operation <c>connect</c>.
    /// </summary>
    /// <param name="connectString">The server.</param>
    /// <param name="settings">Options of Java's; none by default.</param>
    public static ZooKeeperJavaClient Start(string connectString, IEnumerable<string>? settings = null)
    {
        string driver = Path.Combine(AppContext.BaseDirectory, "ZooKeeper", Driver);
        Process? process = Process.Start(ZooKeeperInstallation.Java([.. settings ?? [], driver, connectString]));
        return new ZooKeeperJavaClient(process ?? throw new InvalidOperationException("Java did not start."));
    }

    /// <summary>Asks, and waits for the answer.</summary>
    /// <exception cref="InvalidOperationException">The client broke, which no outcome of an operation is.</exception>
    public JsonObject Ask(JsonObject request)
    {
        _process.StandardInput.WriteLine(request.ToJsonString());
        _process.StandardInput.Flush();
        string line = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"The Java client ended: {_errors.Result}");
        JsonObject answer = JsonNode.Parse(line)!.AsObject(); // The driver writes objects only.
        return answer["fault"] is { } fault
            ? throw new InvalidOperationException($"The Java client failed on {request.ToJsonString()}: {fault}")
            : answer;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
