using System.Text.Json.Serialization;

namespace Coordination.Recipes.ConfigSubscriptions;

/// <summary>The JSON of a <see cref="LastGoodFile"/>.</summary>
[JsonSerializable(typeof(Dictionary<string, byte[]>))]
internal sealed partial class LastGoodJson : JsonSerializerContext;
