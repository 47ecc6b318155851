using System.Net;
using System.Text;

namespace Coordination.Transports.Tcp.Server.Admin;

/// <summary>What is answered where.</summary>
internal static class AdminRoutes
{
    private const string Commands = "/commands";

    // Only who asks for these names is answered, so that no page on the web can ask by a name of its own.
    private static readonly string[] Names = ["", "127.0.0.1", "localhost"];

    public static HttpAnswer Answer(HttpHead? asked, AdminView view)
    {
        if (asked is not { } head)
            return HttpAnswer.Text(HttpStatusCode.BadRequest, "That is no request.\n");
        if (!Names.Contains(head.Host, StringComparer.OrdinalIgnoreCase))
            return HttpAnswer.Text(HttpStatusCode.MisdirectedRequest, "Ask for 127.0.0.1 or localhost.\n");
        if (head.Method is not ("GET" or "HEAD"))
            return HttpAnswer.Text(HttpStatusCode.MethodNotAllowed, "Only GET and HEAD are answered.\n");

        if (head.Path == "/metrics")
            return HttpAnswer.Text(HttpStatusCode.OK, PrometheusText.Make(view.Server));
        if (head.Path == Commands)
            return Page(AdminCommands.Index(Commands));
        return head.Path.StartsWith($"{Commands}/", StringComparison.Ordinal)
            ? Json(AdminCommands.Run(head.Path[(Commands.Length + 1)..], view))
            : HttpAnswer.Text(HttpStatusCode.NotFound, "There are /metrics and /commands.\n");
    }

    private static HttpAnswer Page(string html) =>
        new(HttpStatusCode.OK, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html));

    private static HttpAnswer Json(byte[] json) => new(HttpStatusCode.OK, "application/json", json);
}
