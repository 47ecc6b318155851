using BenchmarkDotNet.Running;
using Coordination.Benchmarks;

// Without arguments BenchmarkDotNet asks what to run. "quick" runs every subject in about a minute, "memory" weighs the
// heap.
switch (args)
{
    case ["quick", .. string[] subjects]:
        await QuickRun.RunAsync(subjects);
        break;
    case ["memory"]:
        await MemoryProbe.RunAsync();
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(World).Assembly).Run(args);
        break;
}
