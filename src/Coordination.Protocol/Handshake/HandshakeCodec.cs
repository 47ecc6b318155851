using System.Buffers.Binary;
using Coordination.Transports;

namespace Coordination.Protocol;

/// <summary>Reads and writes the frames that open a connection.</summary>
public static class HandshakeCodec
{
    private static ReadOnlySpan<byte> Magic => "COOR"u8;

    /// <summary>Appends a frame with a ConnectRequest.</summary>
    public static void Write(JuteWriter writer, in ConnectFrame frame)
    {
        ArgumentNullException.ThrowIfNull(writer);
        int start = writer.BeginFrame();
        writer.WriteInt32(frame.ProtocolVersion);
        writer.WriteInt64(frame.Request.LastZxidSeen.Value);
        writer.WriteInt32(frame.Request.TimeoutMs);
        writer.WriteInt64(frame.Request.Session.Value);
        WritePassword(writer, frame.Request.Password);
        WriteTail(writer, frame.HasReadOnlyFlag, frame.Request.AcceptsReadOnly, frame.Extension);
        writer.EndFrame(start);
    }

    /// <summary>Appends a frame with a ConnectResponse.</summary>
    public static void Write(JuteWriter writer, in ConnectAnswerFrame frame)
    {
        ArgumentNullException.ThrowIfNull(writer);
        int start = writer.BeginFrame();
        writer.WriteInt32(frame.ProtocolVersion);
        writer.WriteInt32(frame.Response.TimeoutMs);
        writer.WriteInt64(frame.Response.Session.Value);
        WritePassword(writer, frame.Response.Password);
        WriteTail(writer, frame.HasReadOnlyFlag, frame.Response.IsReadOnly, frame.Extension);
        if (frame.HasReadOnlyFlag && (frame.Extension?.Features & WireExtension.AnswersRemembered) is > 0)
            writer.WriteInt32(frame.Response.LastXid);
        writer.EndFrame(start);
    }

    /// <summary>Reads a ConnectRequest out of a frame.</summary>
    /// <remarks>
    /// A password that has not 16 bytes, which clients send for a new session, is read as one of sixteen zeros: the
    /// server gives none such out, so it opens nothing.
    /// </remarks>
    public static DecodeFault Read(ReadOnlySpan<byte> frame, out ConnectFrame result)
    {
        var reader = new JuteReader(frame);
        int version = reader.ReadInt32();
        var lastZxid = new Zxid(reader.ReadInt64());
        int timeoutMs = reader.ReadInt32();
        var session = new SessionId(reader.ReadInt64());
        SessionPassword password = ReadPassword(ref reader, frame.Length);
        bool hasFlag = reader.Remaining > 0;
        bool acceptsReadOnly = hasFlag && reader.ReadBoolean();
        WireExtension? extension = FindExtension(frame[reader.Position..]);

        result = new(new(session, password, timeoutMs, lastZxid, acceptsReadOnly), hasFlag, extension, version);
        return reader.Fault;
    }

    /// <summary>Reads a ConnectResponse out of a frame.</summary>
    public static DecodeFault Read(ReadOnlySpan<byte> frame, out ConnectAnswerFrame result)
    {
        var reader = new JuteReader(frame);
        int version = reader.ReadInt32();
        int timeoutMs = reader.ReadInt32();
        var session = new SessionId(reader.ReadInt64());
        SessionPassword password = ReadPassword(ref reader, frame.Length);
        bool hasFlag = reader.Remaining > 0;
        bool isReadOnly = hasFlag && reader.ReadBoolean();
        ReadOnlySpan<byte> tail = frame[reader.Position..];
        WireExtension? extension = FindExtension(tail);
        bool remembers = WireExtension.DialectOf(extension) == WireDialect.Coordination
            && (extension?.Features & WireExtension.AnswersRemembered) != 0;

        int lastXid = remembers && tail.Length >= WireExtension.Length + sizeof(int)
            ? BinaryPrimitives.ReadInt32BigEndian(tail[WireExtension.Length..])
            : 0;
        ConnectResponse response = new(session, password, timeoutMs, isReadOnly, remembers, Zxid.None, lastXid);

        result = new(response, hasFlag, extension, version);
        return reader.Fault;
    }

    private static void WritePassword(JuteWriter writer, SessionPassword password)
    {
        Span<byte> bytes = stackalloc byte[SessionPassword.Length];
        password.CopyTo(bytes);
        writer.WriteBuffer(bytes);
    }

    private static SessionPassword ReadPassword(ref JuteReader reader, int limit)
    {
        ReadOnlySpan<byte> bytes = reader.ReadBuffer(limit);
        return bytes.Length == SessionPassword.Length ? new SessionPassword(bytes) : default;
    }

    // The extension stands behind the flag, never in its place: an old server would take its first byte for the flag.
    private static void WriteTail(JuteWriter writer, bool hasFlag, bool flag, WireExtension? extension)
    {
        if (!hasFlag)
            return;
        writer.WriteBoolean(flag);
        if (extension is not { } own)
            return;
        writer.WriteRaw(Magic);
        writer.WriteUInt16(own.Version);
        writer.WriteUInt16(own.Features);
    }

    private static WireExtension? FindExtension(ReadOnlySpan<byte> tail) =>
        tail.Length >= WireExtension.Length && tail.StartsWith(Magic)
            ? new WireExtension(BinaryPrimitives.ReadUInt16BigEndian(tail[4..]),
                BinaryPrimitives.ReadUInt16BigEndian(tail[6..]))
            : null;
}
