namespace Coordination.Testing;

/// <summary>Says which process threw; the runner unwraps it.</summary>
internal sealed class SpawnedBodyException(string process, Exception inner)
    : Exception($"Process '{process}' threw {inner.GetType().Name}: {inner.Message}", inner);
