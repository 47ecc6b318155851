namespace Coordination.Recipes.Naming.Layouts;

/// <summary>The JSON of Curator's <c>UriSpec.Part</c>.</summary>
internal sealed class CuratorUriPart
{
    public string Value { get; set; } = "";

    public bool Variable { get; set; }
}
