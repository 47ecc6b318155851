namespace Coordination.Recipes.ConfigSubscriptions;

/// <summary>What a subscription does with what it has read: the decision beside the loop.</summary>
internal static class ConfigTransition
{
    /// <summary>Whether two readings show the same: the same znodes, none of them created or set in between.</summary>
    public static bool AreSame(IReadOnlyList<ConfigDocument> one, IReadOnlyList<ConfigDocument> other)
    {
        if (one.Count != other.Count)
            return false;
        for (int i = 0; i < one.Count; i++)
        {
            if (one[i].Path != other[i].Path || one[i].Stat.Mzxid != other[i].Stat.Mzxid)
                return false;
        }

        return true;
    }

    /// <summary>
    /// The state after a reading: the new version where it can be parsed, else the last good one with the reason.
    /// </summary>
    public static ConfigState<T> After<T>(
        ConfigState<T> state, IReadOnlyList<ConfigDocument> documents, ZPath? missing, IConfigParser<T> parser)
    {
        if (missing is { } path)
            return state with { Failure = new ConfigMissingException(path) };
        try
        {
            T value = parser.Parse(documents);
            return new ConfigState<T>(new ConfigVersion<T>(value, documents, IsFromFile: false), null);
        }
        catch (Exception broken)
        {
            // A parser is the application's, and whatever it throws says that the document is not good.
            return state with { Failure = broken };
        }
    }
}
