using Coordination.Recipes.Naming;
using Coordination.Samples.Recipes.CommandLine;
using Coordination.Samples.Recipes.Events;

namespace Coordination.Samples.Recipes.Commands;

/// <summary><c>resolve</c>: tells the instances of a service, or chooses among them.</summary>
internal sealed class ResolveCommand : RecipeCommand
{
    private static readonly Dictionary<string, ServiceStrategy> Strategies = new()
    {
        ["roundrobin"] = ServiceStrategy.RoundRobin,
        ["random"] = ServiceStrategy.Random,
        ["weighted"] = ServiceStrategy.Weighted,
        ["sticky"] = ServiceStrategy.Sticky,
    };

    private readonly ServicesOptions _services;
    private readonly ServiceStrategy _strategy;
    private readonly int _count;

    public ResolveCommand(Arguments arguments)
    {
        _services = ServicesOptions.Take(arguments);
        _strategy = Strategies[arguments.TakeChoice("--strategy", "roundrobin", [.. Strategies.Keys])];
        _count = arguments.TakeNumber("--count", fallback: 0);
    }

    public override async Task<int> RunAsync(Shell shell, ICoordinationClient client)
    {
        ServiceDirectory services = _services.Of(client);
        if (_count > 0)
        {
            await PickAsync(shell, services);
            return 0;
        }

        await foreach (ServiceView view in services.WatchAsync(_services.Name, shell.Stop))
        {
            InstanceLine[] instances =
            [
                .. view.Instances.Where(static one => one.CanServe).Select(static one =>
                    new InstanceLine(one.Id, one.Address, one.Port, one.Tags, one.Payload)),
            ];
            shell.Events.Write(new RecipeEvent { Event = "instances", Instances = instances });
        }

        return 0;
    }

    private async Task PickAsync(Shell shell, ServiceDirectory services)
    {
        var options = new ResolverOptions { Strategy = _strategy };
        await using ServiceResolver resolver = await services.ResolveAsync(_services.Name, options, shell.Stop);
        for (int i = 0; i < _count; i++)
        {
            using ServicePick pick = await resolver.PickAsync(key: null, shell.Stop);
            shell.Events.Write(new RecipeEvent
            {
                Event = "picked",
                Address = pick.Instance.Address,
                Port = pick.Instance.Port,
            });
        }
    }
}
