namespace Coordination.Recipes.Placement;

/// <summary>What stands in a znode is not what this recipe writes there: cut off, contradictory, or not ours.</summary>
public sealed class PlacementFormatException : Exception
{
    /// <summary>Says what is wrong.</summary>
    public PlacementFormatException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
