using System.Buffers.Binary;

namespace Coordination.Protocol;

/// <summary>Cuts what was received into frames: four bytes of length, big-endian, then so many bytes.</summary>
public static class FrameScanner
{
    /// <summary>Length of the length, bytes.</summary>
    public const int PrefixBytes = sizeof(int);

    /// <summary>Looks for a whole frame at the front of what was received.</summary>
    /// <param name="received">What was received and not yet consumed.</param>
    /// <param name="maxFrameBytes">The longest frame that is accepted.</param>
    /// <param name="length">
    /// Length of the frame behind its prefix, bytes, known once four bytes are there; 0 before that. With
    /// <see cref="FrameStatus.NeedMore"/> it says how much room to make.
    /// </param>
    public static FrameStatus Scan(ReadOnlySpan<byte> received, int maxFrameBytes, out int length)
    {
        if (!BinaryPrimitives.TryReadInt32BigEndian(received, out length))
            return FrameStatus.NeedMore;
        if (length < 0 || length > maxFrameBytes)
            return FrameStatus.Malformed;
        return received.Length - PrefixBytes >= length ? FrameStatus.Complete : FrameStatus.NeedMore;
    }
}
