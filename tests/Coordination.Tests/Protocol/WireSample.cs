using Coordination.Protocol;

namespace Coordination.Tests.Protocol;

/// <summary>A request with an answer to it, to be sent through the codecs.</summary>
internal abstract record WireSample
{
    /// <summary>What is left of the request behind both codecs; the same where nothing was lost.</summary>
    public abstract (string Sent, string Received) Request(WireDialect dialect);

    /// <summary>What is left of the answer behind both codecs.</summary>
    public abstract (string Sent, string Received) Answer(WireDialect dialect, Zxid zxid);
}
