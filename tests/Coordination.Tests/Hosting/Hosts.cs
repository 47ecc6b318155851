using Microsoft.Extensions.Hosting;

namespace Coordination.Tests.Hosting;

/// <summary>Hosts that read nothing of the machine they run on: no files, no environment, no arguments.</summary>
internal static class Hosts
{
    public static HostApplicationBuilder Builder(params (string Key, string Value)[] configuration)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        foreach ((string key, string value) in configuration)
            builder.Configuration[key] = value;
        return builder;
    }
}
