namespace Coordination.Configuration.Formats;

/// <summary>Reads keys and values out of a document.</summary>
internal interface IKeyFormat
{
    /// <summary>Adds them; sections are separated by a colon. What is there already is overruled.</summary>
    /// <exception cref="FormatException">The document is broken; the message says where.</exception>
    void Read(ReadOnlyMemory<byte> document, IDictionary<string, string?> keys);
}
