using Coordination;
using Coordination.Hosting;
using Coordination.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>Puts coordination clients into a host, with options from its configuration.</summary>
public static class CoordinationHostExtensions
{
    /// <summary>The section of the host's configuration that options are read from.</summary>
    public const string SectionName = "Coordination";

    /// <summary>
    /// Adds the client of this host as <see cref="CoordinationServiceCollectionExtensions.AddCoordination"/> does, with
    /// the options that stand in the section <c>Coordination</c> of its configuration; <paramref name="configure"/>
    /// overrules them.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="configure">Says by which transports it reaches its ensemble, and with which options.</param>
    public static TBuilder AddCoordination<TBuilder>(this TBuilder builder, Action<CoordinationBuilder> configure)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        IConfigurationSection section = builder.Configuration.GetSection(SectionName);
        builder.Services.AddCoordination(client => Bind(client, section, configure));
        return builder;
    }

    /// <summary>
    /// Adds one of several clients as <see cref="CoordinationServiceCollectionExtensions.AddKeyedCoordination"/> does,
    /// with the options that stand in the section <c>Coordination:</c><paramref name="key"/> of the host's
    /// configuration; <paramref name="configure"/> overrules them.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="key">The key; its text also names the client's options and their section.</param>
    /// <param name="configure">Says by which transports it reaches its ensemble, and with which options.</param>
    public static TBuilder AddKeyedCoordination<TBuilder>(
        this TBuilder builder, object key, Action<CoordinationBuilder> configure)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(configure);
        IConfigurationSection section = builder.Configuration.GetSection($"{SectionName}:{key}");
        builder.Services.AddKeyedCoordination(key, client => Bind(client, section, configure));
        return builder;
    }

    private static void Bind(
        CoordinationBuilder client, IConfigurationSection section, Action<CoordinationBuilder> configure)
    {
        client.Configure(options => new OptionsSection(section).ApplyTo(options));
        client.Services.Configure<CoordinationHostingOptions>(
            client.OptionsName, options => new OptionsSection(section).ApplyTo(options));
        configure(client);
    }
}
