using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Configuration.Json;

namespace Coordination.Configuration.Formats;

/// <summary>JSON, read by the provider that reads <c>appsettings.json</c>.</summary>
internal sealed class JsonKeys : IKeyFormat
{
    public void Read(ReadOnlyMemory<byte> document, IDictionary<string, string?> keys)
    {
        if (document.IsEmpty)
            return;
        if (!MemoryMarshal.TryGetArray(document, out ArraySegment<byte> bytes))
            bytes = document.ToArray();
        // Not null: an array was got, or made.
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        var source = new JsonStreamConfigurationSource { Stream = stream };
        try
        {
            foreach ((string key, string? value) in new Keys(source).Load(stream))
                keys[key] = value;
        }
        catch (JsonException broken)
        {
            throw new FormatException(
                $"Line {broken.LineNumber + 1}, column {broken.BytePositionInLine + 1}: {broken.Message}", broken);
        }
    }

    private sealed class Keys(JsonStreamConfigurationSource source) : JsonStreamConfigurationProvider(source)
    {
        public new IDictionary<string, string?> Load(Stream stream)
        {
            base.Load(stream);
            return Data;
        }
    }
}
