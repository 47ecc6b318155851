using System.Globalization;
using Coordination.Transports.Tcp.Server.FourLetterWords;

namespace Coordination.Transports.Tcp.Server.Admin;

/// <summary>
/// What the runtime of this process uses, by the names of its own metrics (<c>System.Runtime</c>) in Prometheus'
/// spelling. Resident memory alone does not tell what is in use from what the collector has not given back.
/// </summary>
internal static class RuntimeFigures
{
    public static IEnumerable<Figure> All()
    {
        // Reading collects nothing.
        GCMemoryInfo last = GC.GetGCMemoryInfo();
        yield return Number("dotnet_gc_heap_bytes", GC.GetTotalMemory(forceFullCollection: false));
        yield return Number("dotnet_gc_last_collection_heap_size_bytes", last.HeapSizeBytes);
        yield return Number("dotnet_gc_last_collection_memory_committed_size_bytes", last.TotalCommittedBytes);
        yield return Number("dotnet_gc_collections", last.Index);
    }

    private static Figure Number(string name, long value) =>
        new(name, value.ToString(CultureInfo.InvariantCulture), IsNumber: true);
}
