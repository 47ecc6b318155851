namespace Coordination.Crush;

/// <summary>
/// One way down the hierarchy for one input and one attempt number, while it is made and when it is known.
/// </summary>
internal struct Attempt
{
    public enum Outcome : byte
    {
        /// <summary>An item of the type was found, and the device below it if one was asked for.</summary>
        Found,

        /// <summary>Another attempt may do better.</summary>
        Rejected,

        /// <summary>The replica gets nothing: the hierarchy is not as the rule expects.</summary>
        GivenUp,
    }

    public uint Input;

    /// <summary>Attempt number in force: the leaf may use another than its bucket.</summary>
    public uint Number;

    /// <summary>Slot of the bucket to draw from next.</summary>
    public int Slot;

    /// <summary>The item of the rule's type, once it is found.</summary>
    public int Item;

    /// <summary>The first device tried below it.</summary>
    public int Leaf;

    public bool InLeaf;

    public Outcome Ending;
}
