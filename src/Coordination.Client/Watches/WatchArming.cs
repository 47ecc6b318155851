namespace Coordination.Watches;

/// <summary>How a shared watch stands towards servers.</summary>
internal enum WatchArming
{
    /// <summary>No server was asked for it on this connection, or ever.</summary>
    Unarmed,

    /// <summary>A server was asked, and has not answered.</summary>
    Asked,

    /// <summary>A server had it; after a reconnect it is armed again with what was missed.</summary>
    Armed,
}
