using System.Globalization;
using System.Text.RegularExpressions;

namespace Coordination.Recipes.Naming.Layouts;

/// <summary>Curator's <c>UriSpec</c>: text with variables in braces.</summary>
internal static partial class UriTemplate
{
    /// <summary>The parts of a template: text, and names of variables.</summary>
    public static IEnumerable<(string Value, bool IsVariable)> Parts(string template)
    {
        int at = 0;
        foreach (Match variable in Variable.Matches(template))
        {
            if (variable.Index > at)
                yield return (template[at..variable.Index], false);
            yield return (variable.Groups[1].Value, true);
            at = variable.Index + variable.Length;
        }

        if (at < template.Length)
            yield return (template[at..], false);
    }

    public static string Expand(ServiceInstance instance)
    {
        bool isTls = instance.Port is null && instance.SslPort is not null;
        string template = instance.UriSpec ?? "{scheme}://{address}" + (isTls ? ":{ssl-port}" : PortOf(instance));
        return string.Concat(Parts(template).Select(
            part => part.IsVariable ? ValueOf(part.Value, instance, isTls) : part.Value));
    }

    private static string PortOf(ServiceInstance instance) => instance.Port is null ? "" : ":{port}";

    // The variables of Curator's UriSpec; what it does not know stays empty there, too.
    private static string ValueOf(string variable, ServiceInstance instance, bool isTls) => variable switch
    {
        "scheme" => isTls ? "https" : "http",
        "name" => instance.Name,
        "id" => instance.Id,
        "address" => instance.Address,
        "port" => Text(instance.Port),
        "ssl-port" => Text(instance.SslPort),
        "registration-time-utc" => Text(instance.RegisteredAt.ToUnixTimeMilliseconds()),
        _ => "",
    };

    private static string Text<T>(T? number) where T : struct, IFormattable =>
        number?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{([^{}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable { get; }
}
