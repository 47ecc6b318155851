namespace Coordination.Testing;

/// <summary>All that can go wrong in one world, and the end of it.</summary>
internal sealed class SimulationFaults(SeededRandom random, TimeProvider clock)
{
    private readonly List<FaultDriver> _drivers = [];
    private readonly List<FaultTransport> _transports = [];

    /// <summary>Lets a process suffer from now on.</summary>
    /// <param name="process">Which.</param>
    /// <param name="faults">From what.</param>
    /// <param name="transport">Its way to the ensemble; null for the ensemble itself, which is only paused.</param>
    public void Start(SimulatedProcess process, Faults faults, FaultTransport? transport)
    {
        if (transport is not null)
            _transports.Add(transport);
        var driver = new FaultDriver(process, transport, faults, random.Fork("faults of " + process.Name), clock);
        _drivers.Add(driver);
        driver.Start();
    }

    public void Stop()
    {
        foreach (FaultDriver driver in _drivers)
            driver.Stop();
        foreach (FaultTransport transport in _transports)
            transport.Faults = Faults.None;
    }
}
