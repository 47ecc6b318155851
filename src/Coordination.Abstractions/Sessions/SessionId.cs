namespace Coordination;

/// <summary>The identity of a session, unique in its ensemble for ever.</summary>
/// <param name="Value">The 64-bit number as it travels on the wire; the serving replica is in the high byte.</param>
public readonly record struct SessionId(long Value)
{
    /// <summary>No session: asks for a new one when connecting, and owns every znode that is not ephemeral.</summary>
    public static SessionId None => default;

    /// <summary>Hexadecimal, as ZooKeeper prints it: <c>0x100000000000001</c>.</summary>
    public override string ToString() => $"0x{Value:x}";
}
