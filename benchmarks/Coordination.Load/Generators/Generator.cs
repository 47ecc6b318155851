using System.Net;
using Coordination.Load.Measuring;
using Coordination.Load.Servers;
using Coordination.Transports.Tcp.Client;

namespace Coordination.Load.Generators;

/// <summary>Does to a server what a plan says, and measures it.</summary>
internal static class Generator
{
    public static async Task<LoadResult> RunAsync(GeneratorKind kind, LoadServer server, LoadPlan plan)
    {
        await PrepareAsync(server.EndPoint, plan);
        return kind switch
        {
            GeneratorKind.Raw => await RawGenerator.RunAsync(server, plan),
            GeneratorKind.Ours => await OursGenerator.RunAsync(server, plan),
            _ => await JavaGenerator.RunAsync(server, plan),
        };
    }

    public static TcpTransport TransportTo(IPEndPoint server) =>
        new(ConnectionString.Parse(server.ToString()));

    /// <summary>Creates what is read and written, and the parents of what is created.</summary>
    private static async Task PrepareAsync(IPEndPoint server, LoadPlan plan)
    {
        await using CoordinationClient client = await CoordinationClient.ConnectAsync(TransportTo(server));
        await client.EnsurePathAsync(plan.Root);
        byte[] data = new byte[plan.DataLength];
        IEnumerable<Task> made = plan.Operation == LoadOperation.Create
            ? Enumerable.Range(0, plan.Connections).Select(i => client.EnsurePathAsync(plan.Parent(i)).AsTask())
            : Enumerable.Range(0, plan.Znodes).Select(i => client.SetOrCreateAsync(plan.Znode(i), data).AsTask());
        await Task.WhenAll(made);
    }
}
