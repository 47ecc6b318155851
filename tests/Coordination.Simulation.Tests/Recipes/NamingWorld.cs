using System.Globalization;
using Coordination.Recipes.Naming;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Recipes;

/// <summary>
/// Instances register, change what they say, drain and go, while everybody chooses among them and some of the calls
/// fail: nobody chooses one that is known not to serve, or one in quarantine while another is not; in peace all know
/// the same instances, and each that can serve is chosen again.
/// </summary>
internal sealed class NamingWorld(Testing.Simulation simulation)
{
    private const string Name = "orders";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ServiceLayout _layout = (ServiceLayout)simulation.Random.Next(2);

    public static Task RunAsync(Testing.Simulation simulation)
    {
        var frame = new RecipeWorld(simulation);
        var world = new NamingWorld(simulation);
        return frame.RunAsync((process, random) => world.TakePartAsync(frame, process, random), static () => { });
    }

    private async Task TakePartAsync(RecipeWorld frame, SimulatedProcess process, SeededRandom random)
    {
        ServiceDirectory services =
            process.Client.Services(RecipeWorld.Root, new ServiceOptions { Layout = _layout });
        var options = new ResolverOptions
        {
            Strategy = (ServiceStrategy)random.Next(5),
            Random = new Random(random.Next(int.MaxValue)),
        };
        await using ServiceResolver resolver = await services.ResolveAsync(Name, options);
        ServiceRegistration? mine = null;
        while (!frame.IsPeace)
        {
            mine = await ActAsync(process, random, services, mine);
            await CallAsync(process, random, resolver);
            await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, 3 * Second));
        }

        await process.TimeProvider.DelayAsync(60 * Second);
        await CheckAsync(process, services, resolver, mine);
        await process.TimeProvider.DelayAsync(60 * Second);
        await (mine?.DisposeAsync() ?? default);
    }

    private async Task<ServiceRegistration?> ActAsync(
        SimulatedProcess process, SeededRandom random, ServiceDirectory services, ServiceRegistration? mine)
    {
        if (mine is null)
            return random.Chance(0.5) ? await RegisterAsync(process, random, services) : null;
        using CancellationTokenSource sometime = RecipeWorld.CancelSometime(process, random);
        try
        {
            switch (random.Next(4))
            {
                case 0:
                    await mine.DisposeAsync();
                    return null;
                case 1:
                    await mine.DrainAsync(sometime.Token);
                    return mine;
                case 2:
                    await mine.ReportHealthAsync((ServiceHealth)random.Next(3), sometime.Token);
                    return mine;
                default:
                    await mine.UpdateAsync(
                        one => one with { IsDraining = false, Weight = random.Next(4) }, sometime.Token);
                    return mine;
            }
        }
        catch (OperationCanceledException)
        {
            return mine; // It is said all the same.
        }
    }

    private static async Task<ServiceRegistration?> RegisterAsync(
        SimulatedProcess process, SeededRandom random, ServiceDirectory services)
    {
        using CancellationTokenSource sometime = RecipeWorld.CancelSometime(process, random);
        var instance = new ServiceInstance { Name = Name, Address = process.Name, Port = random.Next(1, 3) };
        try
        {
            return await services.RegisterAsync(instance, sometime.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task CallAsync(SimulatedProcess process, SeededRandom random, ServiceResolver resolver)
    {
        if (!resolver.TryPick(out ServicePick? pick, random.Chance(0.5) ? process.Name : null))
            return;
        using (pick)
        {
            if (!pick.Instance.CanServe)
                simulation.Fail($"{process} has chosen {pick.Instance}, which does not serve.");
            if (resolver.IsQuarantined(pick.Instance)
                && resolver.View.Instances.Any(one => one.CanServe && !resolver.IsQuarantined(one)))
                simulation.Fail($"{process} has chosen {pick.Instance.Id}, which is in quarantine.");
            await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, Second));
            if (random.Chance(0.4))
                pick.ReportFailure();
        }
    }

    private async Task CheckAsync(
        SimulatedProcess process, ServiceDirectory services, ServiceResolver resolver, ServiceRegistration? mine)
    {
        ServiceView now = await services.GetAsync(Name);
        if (Text(now) != Text(resolver.View))
            simulation.Fail($"In peace {process} sees {Text(resolver.View)}, and there are {Text(now)}.");
        if (now.Unreadable.Count > 0)
            simulation.Fail($"{now.Unreadable[0]} cannot be read.");
        bool isThere = mine is null || now.Instances.Any(one =>
            one.Id == mine.Instance.Id && one.CanServe == mine.Instance.CanServe && one.Weight == mine.Instance.Weight
            && one.FencingToken == mine.Lease?.FencingToken);
        if (!isThere)
            simulation.Fail($"In peace {process} says {mine?.Instance}, and there are {Text(now)}.");
        if (now.Instances.FirstOrDefault(resolver.IsQuarantined) is { } quarantined)
            simulation.Fail($"In peace {process} has {quarantined.Id} in quarantine still.");
        if (resolver.TryPick(out ServicePick? pick) != now.Instances.Any(one => one.CanServe))
            simulation.Fail($"In peace {process} has chosen {pick?.Instance}, and there are {Text(now)}.");
        pick?.Dispose();
    }

    private static string Text(ServiceView view) => string.Join(", ", view.Instances.Select(one =>
        string.Create(CultureInfo.InvariantCulture, $"{one.Id} at {one.FencingToken} ({one.Weight}, {one.CanServe})")));
}
