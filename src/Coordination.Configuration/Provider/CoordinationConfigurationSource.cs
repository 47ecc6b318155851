using Coordination.Recipes.ConfigSubscriptions;
using Microsoft.Extensions.Configuration;

namespace Coordination.Configuration.Provider;

/// <summary>A source of keys that a subscription follows.</summary>
internal sealed class CoordinationConfigurationSource(
    ConfigSubscription<IDictionary<string, string?>> subscription, CoordinationConfigurationOptions options)
    : IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) =>
        new CoordinationConfigurationProvider(subscription, options.LoggerFactory);
}
