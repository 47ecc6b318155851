namespace Coordination.Transports.Tcp.Server;

/// <summary>How an exchange by SASL stands after what a client has said.</summary>
internal enum SaslState
{
    /// <summary>The client has to answer a challenge.</summary>
    Challenged,

    /// <summary>It is known who the client is.</summary>
    Proven,

    /// <summary>The client has proven nothing, and gets no second try on this connection.</summary>
    Failed,
}
