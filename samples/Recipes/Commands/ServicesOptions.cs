using Coordination.Recipes.Naming;
using Coordination.Samples.Recipes.CommandLine;

namespace Coordination.Samples.Recipes.Commands;

/// <summary>Which service, where, and in which layout.</summary>
internal sealed record ServicesOptions(ZPath Path, string Name, ServiceLayout Layout)
{
    private const string Own = "own";
    private const string Curator = "curator";

    public static ServicesOptions Take(Arguments arguments)
    {
        ZPath path = arguments.TakePath("--path") ?? NamingExtensions.DefaultServicesPath;
        string name = arguments.TakeRequired("--name");
        if (name.Contains('/', StringComparison.Ordinal) || !ZPath.TryParse("/" + name, out ZPath _))
            throw new UsageException($"--name: '{name}' is no name of a service");
        string layout = arguments.TakeChoice("--layout", Own, Own, Curator);
        return new ServicesOptions(
            path, name, layout == Curator ? ServiceLayout.Curator : ServiceLayout.Coordination);
    }

    public ServiceDirectory Of(ICoordinationClient client) =>
        client.Services(Path, new ServiceOptions { Layout = Layout });
}
