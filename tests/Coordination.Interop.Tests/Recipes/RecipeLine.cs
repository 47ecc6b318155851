using System.Text.Json;

namespace Coordination.Interop.Tests.Recipes;

/// <summary>One event that a process of <c>samples/Recipes</c> printed.</summary>
/// <param name="Event">What.</param>
/// <param name="T">When, CLOCK_MONOTONIC in seconds.</param>
/// <param name="Token">The fencing token; 0 where there is none.</param>
/// <param name="Until">Until when a holding is proven; 0 where that is not said.</param>
/// <param name="Shards">The shards of a partition; none where there are none.</param>
/// <param name="Tokens">Their tokens, in the same order.</param>
internal sealed record RecipeLine(
    string Event, double T, long Token, double Until, int[] Shards, long[] Tokens)
{
    public static RecipeLine Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        JsonElement root = json.RootElement;
        return new RecipeLine(
            root.GetProperty("event").GetString() ?? "",
            root.GetProperty("t").GetDouble(),
            root.TryGetProperty("token", out JsonElement token) ? token.GetInt64() : 0,
            root.TryGetProperty("until", out JsonElement until) ? until.GetDouble() : 0,
            root.TryGetProperty("shards", out JsonElement shards)
                ? [.. shards.EnumerateArray().Select(static shard => shard.GetInt32())] : [],
            root.TryGetProperty("tokens", out JsonElement tokens)
                ? [.. tokens.EnumerateArray().Select(static one => one.GetInt64())] : []);
    }
}
