namespace Coordination.Protocol;

/// <summary>What is wrong with bytes that a peer sent.</summary>
public enum DecodeFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>
    /// The record ends before its last field, or announces more bytes or elements than the frame holds.
    /// </summary>
    Truncated,

    /// <summary>A length or a count is negative, and not the -1 that stands for none.</summary>
    NegativeLength,

    /// <summary>A length or a count is above its limit (<see cref="ProtocolLimits"/>).</summary>
    OverLimit,

    /// <summary>Text is not UTF-8.</summary>
    InvalidText,

    /// <summary>A path breaks ZooKeeper's rules.</summary>
    InvalidPath,

    /// <summary>A number has no meaning: a create flag, a kind of watch.</summary>
    InvalidValue,

    /// <summary>The operation is unknown, or no client may ask for it, or not here.</summary>
    UnknownOperation,

    /// <summary>An answer does not fit what was asked.</summary>
    UnexpectedAnswer,
}
