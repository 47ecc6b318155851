using System.Globalization;
using System.Net;
using System.Text;

namespace Coordination.Recipes.Placement;

/// <summary>Rectangles, lines and texts of an SVG picture.</summary>
internal sealed class SvgDrawing
{
    private readonly StringBuilder _shapes = new();

    public void Rectangle(double x, double y, double width, double height, string fill, string title = "") =>
        _shapes.Append(CultureInfo.InvariantCulture,
            $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\" fill=\"{fill}\" "
            + $"stroke=\"#555\" stroke-width=\"0.5\"><title>{WebUtility.HtmlEncode(title)}</title></rect>\n");

    public void Line(double x1, double y1, double x2, double y2, string colour) =>
        _shapes.Append(CultureInfo.InvariantCulture,
            $"<line x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\" stroke=\"{colour}\"/>\n");

    public void Text(double x, double y, string text) =>
        _shapes.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{x:0.##}\" y=\"{y:0.##}\">{WebUtility.HtmlEncode(text)}</text>\n");

    public string ToSvg(double width, double height) => string.Create(CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:0}\" height=\"{height:0}\" "
        + $"viewBox=\"0 0 {width:0} {height:0}\" font-family=\"sans-serif\" font-size=\"11\">\n{_shapes}</svg>\n");
}
