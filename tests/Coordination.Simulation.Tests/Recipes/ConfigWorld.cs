using System.Globalization;
using System.Text;
using Coordination.Recipes.ConfigSubscriptions;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Recipes;

/// <summary>
/// Two documents that are always changed together, sometimes to what cannot be parsed, and everybody follows them:
/// nobody sees one without the other, nobody goes back, and in peace all have the newest good version.
/// </summary>
internal sealed class ConfigWorld(Testing.Simulation simulation)
{
    private static readonly ZPath First = "/first.yml";
    private static readonly ZPath Second = "/second.yml";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // Every number that was ever sent; whether it was written is for the ensemble to say.
    private int _lastNumber;

    public static Task RunAsync(Testing.Simulation simulation)
    {
        var frame = new RecipeWorld(simulation);
        var world = new ConfigWorld(simulation);
        return frame.RunAsync((process, random) => world.TakePartAsync(frame, process, random), () => { });
    }

    private async Task TakePartAsync(RecipeWorld frame, SimulatedProcess process, SeededRandom random)
    {
        await using ConfigSubscription<int>? subscription = await StartAsync(frame, process);
        if (subscription is null)
            return;
        _ = CheckOrderAsync(process, subscription);
        while (!frame.IsPeace)
        {
            await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, 5 * TimeSpan.FromSeconds(1)));
            await PublishAsync(process, random);
        }

        await process.TimeProvider.DelayAsync(Minute);
        await CheckNewestAsync(process, subscription);
    }

    // Nobody starts with a broken document, and in peace nobody mends it: null then.
    private static async Task<ConfigSubscription<int>?> StartAsync(RecipeWorld frame, SimulatedProcess process)
    {
        var options = new ConfigOptions { Optional = true, Overlays = { Second }, LoadTimeout = TimeSpan.FromHours(1) };
        while (!frame.IsPeace)
        {
            try
            {
                return await process.Client.FollowConfigAsync(First, new Pair(), options);
            }
            catch (FormatException)
            {
                await process.TimeProvider.DelayAsync(TimeSpan.FromSeconds(1));
            }
        }

        return null;
    }

    private async Task PublishAsync(SimulatedProcess process, SeededRandom random)
    {
        string number = (++_lastNumber).ToString(CultureInfo.InvariantCulture);
        byte[] text = Encoding.UTF8.GetBytes(random.Chance(0.2) ? "broken " + number : number);
        try
        {
            ICoordinationTransaction transaction = process.Client.Transaction();
            bool exists = await process.Client.ExistsAsync(First) is not null;
            _ = exists
                ? transaction.Set(First, text).Set(Second, text)
                : transaction.Create(First, text).Create(Second, text);
            if (exists && random.Chance(0.1))
                transaction = process.Client.Transaction().Delete(First).Delete(Second);
            await transaction.CommitAsync();
        }
        catch (CoordinationException)
        {
            // Overtaken by another, or unknown: the followers are judged by what the ensemble has.
        }
    }

    private async Task CheckOrderAsync(SimulatedProcess process, ConfigSubscription<int> subscription)
    {
        Zxid newest = Zxid.None;
        await foreach (ConfigState<int> state in subscription.WatchAsync())
        {
            if (state.Failure is TornException torn)
                simulation.Fail($"{process} saw one document without the other: {torn.Message}");
            if (state.Current is not { Documents: [{ Stat: { } stat }, _] })
                continue;
            if (stat.Mzxid < newest)
                simulation.Fail($"{process} went back from {newest} to {stat.Mzxid}.");
            newest = stat.Mzxid;
        }
    }

    private async Task CheckNewestAsync(SimulatedProcess process, ConfigSubscription<int> subscription)
    {
        ZNode? znode = await process.Client.TryGetAsync(First);
        string text = znode is { } there ? Encoding.UTF8.GetString(there.Data.Span) : "0";
        ConfigState<int> state = subscription.State;
        bool isGood = int.TryParse(text, CultureInfo.InvariantCulture, out int number);
        bool isRight = isGood ? state is { Failure: null, Current.Value: var value } && value == number
            : state.Failure is FormatException;
        if (!isRight)
            simulation.Fail($"In peace {process} has {state}, and the ensemble '{text}'.");
    }

    // Both documents say the same number; no documents are 0.
    private sealed class Pair : IConfigParser<int>
    {
        public int Parse(IReadOnlyList<ConfigDocument> documents)
        {
            string[] texts = [.. documents.Select(one => Encoding.UTF8.GetString(one.Content.Span))];
            if (texts.Length == 1 || texts.Distinct().Count() > 1)
                throw new TornException(string.Join(" beside ", texts));
            return texts.Length == 0 ? 0 : int.Parse(texts[0], CultureInfo.InvariantCulture);
        }
    }

    private sealed class TornException(string message) : Exception(message);
}
