using System.Text.Json.Serialization;

namespace Coordination.Recipes.Naming.Layouts;

/// <summary>A payload that is text.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class PayloadJson : JsonSerializerContext;
