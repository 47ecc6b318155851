namespace Coordination.Recipes.Naming;

/// <summary>How instances are written in the tree. Both stand at <c>/base/name/id</c>.</summary>
public enum ServiceLayout
{
    /// <summary>This library's own: short, with all that a <see cref="ServiceInstance"/> says.</summary>
    Coordination,

    /// <summary>
    /// As Curator's service discovery writes and reads it (<c>JsonInstanceSerializer</c>). Tags and weight are written
    /// beside what Curator knows, and only where there are any: Curator 5 passes over them. Who drains, or whose health
    /// fails, is <c>enabled: false</c>; a health of warning is not told.
    /// </summary>
    Curator,
}
