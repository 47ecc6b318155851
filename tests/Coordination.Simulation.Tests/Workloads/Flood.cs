using System.Globalization;
using Coordination.Testing;

namespace Coordination.Simulation.Tests.Workloads;

/// <summary>
/// More calls at a time than client and ensemble have room for: each is answered once, and those that succeed took
/// effect in the order in which they were called.
/// </summary>
internal static class Flood
{
    private const int MostCalls = 30;

    public static async Task RunAsync(SimulatedProcess process, SeededRandom random)
    {
        int calls = random.Next(MostCalls / 2, MostCalls);
        var answered = new int[calls];
        string?[] names = await Task.WhenAll(Enumerable.Range(0, calls).Select(CreateAsync));
        if (answered.Any(times => times != 1))
            throw new CheckFailedException($"{process} was answered {string.Join(", ", answered)} times.");

        int[] numbers =
            [.. names.OfType<string>().Select(name => int.Parse(name[^10..], CultureInfo.InvariantCulture))];
        if (!numbers.SequenceEqual(numbers.Order().Distinct()))
            throw new CheckFailedException($"{process} called in order, and got {string.Join(", ", numbers)}.");

        async Task<string?> CreateAsync(int call)
        {
            try
            {
                ZPath created = await process.Client.CreateAsync(
                    Worker.Queue / "item-", BitConverter.GetBytes(call), CreateMode.PersistentSequential);
                return created.Name.ToString();
            }
            catch (CoordinationException)
            {
                return null;
            }
            finally
            {
                answered[call]++;
            }
        }
    }
}
