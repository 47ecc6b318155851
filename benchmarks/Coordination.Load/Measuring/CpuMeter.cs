using System.Diagnostics;

namespace Coordination.Load.Measuring;

/// <summary>How many cores two processes keep busy between two moments.</summary>
internal sealed class CpuMeter(int? serverProcess, int clientProcess)
{
    private long _begin;
    private TimeSpan _serverBefore;
    private TimeSpan _clientBefore;

    /// <summary>Cores that the server kept busy; null where its process is not known.</summary>
    public double? ServerCores { get; private set; }

    /// <summary>Cores that the generator kept busy.</summary>
    public double ClientCores { get; private set; }

    public void Begin()
    {
        _begin = Stopwatch.GetTimestamp();
        _serverBefore = Server();
        _clientBefore = ProcessFigures.CpuOf(clientProcess);
    }

    public void End()
    {
        TimeSpan passed = Stopwatch.GetElapsedTime(_begin);
        ServerCores = serverProcess is null ? null : (Server() - _serverBefore) / passed;
        ClientCores = (ProcessFigures.CpuOf(clientProcess) - _clientBefore) / passed;
    }

    /// <summary>Measures the window of a load that begins now.</summary>
    public async Task MeasureAsync(LoadWindow window)
    {
        await Task.Delay(window.WarmUp);
        Begin();
        await Task.Delay(window.Measured);
        End();
    }

    private TimeSpan Server() => serverProcess is { } id ? ProcessFigures.CpuOf(id) : default;
}
