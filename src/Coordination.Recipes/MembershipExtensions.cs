using Coordination.Recipes.Membership;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coordination;

/// <summary>Groups of processes, as methods of every client.</summary>
public static class MembershipExtensions
{
    /// <summary>A group whose members know each other.</summary>
    /// <param name="client">The client.</param>
    /// <param name="path">The znode below which members stand; made where it is missing.</param>
    /// <param name="loggerFactory">Where what happens in the background is logged; null, the default: nowhere.</param>
    /// <exception cref="ArgumentException">The path is the root.</exception>
    public static Group Group(this ICoordinationClient client, ZPath path, ILoggerFactory? loggerFactory = null) =>
        new(
            RecipeExtensions.Checked(client),
            RecipeExtensions.Checked(path),
            (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<Group>());
}
