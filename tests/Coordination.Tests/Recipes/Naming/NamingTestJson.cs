using System.Text.Json.Serialization;

namespace Coordination.Tests.Recipes.Naming;

[JsonSerializable(typeof(string[]))]
internal sealed partial class NamingTestJson : JsonSerializerContext;
