using Coordination.Recipes.Naming;

namespace Coordination;

/// <summary>Services that find each other, as methods of every client.</summary>
public static class NamingExtensions
{
    /// <summary>Below which znode services stand by default.</summary>
    public static readonly ZPath DefaultServicesPath = "/services";

    /// <summary>Names that stand for live endpoints.</summary>
    /// <param name="client">The client.</param>
    /// <param name="path">
    /// The znode below which the names stand, made where it is missing; null for <see cref="DefaultServicesPath"/>.
    /// </param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">The path is the root.</exception>
    public static ServiceDirectory Services(
        this ICoordinationClient client, ZPath? path = null, ServiceOptions? options = null) =>
        new(
            RecipeExtensions.Checked(client),
            RecipeExtensions.Checked(path ?? DefaultServicesPath),
            options ?? new ServiceOptions());
}
