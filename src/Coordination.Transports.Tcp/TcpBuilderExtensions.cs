using Coordination.Transports.Tcp.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coordination;

/// <summary>Lets a host's client use servers on the network: ours, or an Apache ZooKeeper ensemble.</summary>
public static class TcpBuilderExtensions
{
    /// <summary>The client uses the servers of a connection string, and takes its chroot for the root.</summary>
    /// <param name="builder">The client's registration.</param>
    /// <param name="connectionString"><c>h1:2181,h2:2181/chroot</c>; IPv6 addresses in brackets.</param>
    /// <param name="configure">Changes how connections are made; null for the defaults.</param>
    /// <exception cref="FormatException"><paramref name="connectionString"/> is not one.</exception>
    public static CoordinationBuilder UseTcp(
        this CoordinationBuilder builder, string connectionString, Action<TcpClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ConnectionString servers = ConnectionString.Parse(connectionString);
        if (!servers.Chroot.IsRoot)
            builder.Configure(options => options.Chroot = servers.Chroot);
        return builder.UseTransport(services =>
        {
            var options = new TcpClientOptions
            {
                LoggerFactory = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
                TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System,
            };
            configure?.Invoke(options);
            return new TcpTransport(servers, options);
        });
    }
}
