using System.Globalization;
using System.Text;
using Coordination.Transports.Tcp.Server.FourLetterWords;

namespace Coordination.Transports.Tcp.Server.Admin;

/// <summary>
/// The figures of <c>mntr</c> in Prometheus' text format, by the names that ZooKeeper's provider of Prometheus uses,
/// and what the runtime says of its memory, which <c>mntr</c> has no names for.
/// </summary>
internal static class PrometheusText
{
    public static string Make(CoordinationServer server)
    {
        var text = new StringBuilder();
        foreach (Figure figure in MonitorReport.Figures(server).Concat(RuntimeFigures.All()).Where(one => one.IsNumber))
        {
            // srst sets them back, so none is a counter.
            text.Append(
                CultureInfo.InvariantCulture, $"# TYPE {figure.Name} gauge\n{figure.Name} {figure.Value}\n");
        }

        return text.ToString();
    }
}
