using System.Xml.Linq;

namespace Coordination.Repository.Tests.References;

/// <summary>DESIGN.md §3: arrows point one way.</summary>
internal static class ReferenceRules
{
    private const string Product = "Coordination";

    public static IEnumerable<Violation> Projects(RepositoryFile project)
    {
        string referrer = PackageOf(project.Path);
        return
            from reference in Includes(project, "ProjectReference")
            let to = PackageOf(reference)
            where project.House == "src" && !AllowedReferences.Allows(referrer, to)
            select new Violation(project.Path, 0, $"{Full(referrer)} must not reference {Full(to)} (DESIGN.md §3).");
    }

    public static IEnumerable<Violation> PurePackages(RepositoryFile project)
    {
        string name = PackageOf(project.Path);
        bool isPure = project.House == "src" && AllowedReferences.Pure.Contains(name);
        bool saysSo = XDocument.Parse(project.Text).Descendants("PureCore").Any(pure => pure.Value == "true");
        if (isPure != saysSo)
            yield return new Violation(project.Path, 0, isPure ? "It is pure: set PureCore." : "It is not pure.");
        foreach (string package in Includes(project, "PackageReference").Where(_ => isPure))
            yield return new Violation(project.Path, 0, $"A pure project references no package, so not {package}.");
    }

    /// <summary>Versions are central: <c>src/build/Packages.props</c>.</summary>
    public static IEnumerable<Violation> Versions(RepositoryFile project) =>
        from reference in XDocument.Parse(project.Text).Descendants("PackageReference")
        where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
        let name = reference.Attribute("Include")?.Value
        select new Violation(project.Path, 0, $"The version of {name} belongs into Packages.props.");

    private static IEnumerable<string> Includes(RepositoryFile project, string item) =>
        XDocument.Parse(project.Text).Descendants(item).Attributes("Include").Select(include => include.Value);

    /// <summary>The name without the product's: <c>Tree</c>, and empty for the meta package.</summary>
    private static string PackageOf(string projectPath)
    {
        string name = Path.GetFileNameWithoutExtension(projectPath.Replace('\\', '/'));
        if (name == Product)
            return "";
        return name.StartsWith(Product + ".", StringComparison.Ordinal) ? name[(Product.Length + 1)..] : name;
    }

    private static string Full(string package) => package.Length == 0 ? Product : $"{Product}.{package}";
}
