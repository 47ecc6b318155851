namespace Coordination.Protocol;

/// <summary>How large a list begins before its elements have been seen.</summary>
internal static class RecordCapacity
{
    /// <summary>Elements; a list that is really longer grows.</summary>
    public const int Initial = 1024;
}
