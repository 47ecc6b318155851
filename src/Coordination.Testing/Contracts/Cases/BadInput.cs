namespace Coordination.Testing.Contracts.Cases;

/// <summary>What a caller can do wrong, whatever is called.</summary>
internal enum BadInput
{
    /// <summary>A path that breaks the rules.</summary>
    IllegalPath,

    /// <summary>A version that is not the znode's.</summary>
    WrongVersion,

    /// <summary>More than a znode or a frame holds.</summary>
    TooLarge,

    /// <summary>A znode, or a parent, that is not there.</summary>
    Missing,

    /// <summary>An ACL that no scheme can read.</summary>
    MalformedAcl,

    /// <summary>A time to live below zero.</summary>
    NegativeTimeToLive,

    /// <summary>A token that is cancelled already.</summary>
    CancelledToken,

    /// <summary>A client that was disposed.</summary>
    ClosedClient,
}
