namespace Coordination.Recipes.Naming.Layouts;

/// <summary>The JSON of Curator's <c>UriSpec</c>.</summary>
internal sealed class CuratorUriSpec
{
    public IReadOnlyList<CuratorUriPart> Parts { get; set; } = [];
}
