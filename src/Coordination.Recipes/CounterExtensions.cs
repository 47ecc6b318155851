using Coordination.Recipes.Counters;

namespace Coordination;

/// <summary>Numbers and values that are shared, as methods of every client.</summary>
public static class CounterExtensions
{
    /// <summary>A number that many change.</summary>
    /// <param name="client">The client.</param>
    /// <param name="path">The znode whose data is the value; made by the first change.</param>
    /// <exception cref="ArgumentException">The path is the root.</exception>
    public static AtomicCounter Counter(this ICoordinationClient client, ZPath path) =>
        new(RecipeExtensions.Checked(client), RecipeExtensions.Checked(path));

    /// <summary>Bytes that many read, follow and replace.</summary>
    /// <param name="client">The client.</param>
    /// <param name="path">The znode whose data it is; made by the first write.</param>
    /// <exception cref="ArgumentException">The path is the root.</exception>
    public static SharedValue SharedValue(this ICoordinationClient client, ZPath path) =>
        new(RecipeExtensions.Checked(client), RecipeExtensions.Checked(path));

    /// <summary>Gives out numbers that nobody else gets.</summary>
    /// <param name="client">The client.</param>
    /// <param name="path">The znode that tells which are reserved; made by the first.</param>
    /// <param name="blockSize">How many are reserved at a time, from 1 to <see cref="IdGenerator.MostBlockSize"/>;
    /// <see cref="IdGenerator.DefaultBlockSize"/> by default.</param>
    /// <exception cref="ArgumentException">The path is the root, or the size out of range.</exception>
    public static IdGenerator IdGenerator(
        this ICoordinationClient client, ZPath path,
        int blockSize = Coordination.Recipes.Counters.IdGenerator.DefaultBlockSize)
    {
        if (blockSize is < 1 or > Coordination.Recipes.Counters.IdGenerator.MostBlockSize)
        {
            throw new ArgumentOutOfRangeException(
                nameof(blockSize), blockSize, "A block has from 1 to 1,000,000 numbers.");
        }

        return new(RecipeExtensions.Checked(client), RecipeExtensions.Checked(path), blockSize);
    }
}
