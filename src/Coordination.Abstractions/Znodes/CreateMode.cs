namespace Coordination;

/// <summary>What kind of znode to create; the numbers are ZooKeeper's flags (<c>CreateMode.java</c>).</summary>
public enum CreateMode
{
    /// <summary>Lives until it is deleted.</summary>
    Persistent = 0,

    /// <summary>Lives until its session ends; has no children.</summary>
    Ephemeral = 1,

    /// <summary>
    /// Persistent, with a number appended to its name: <c>%010d</c> of how many children the parent has ever had, of
    /// whatever name; never used twice.
    /// </summary>
    PersistentSequential = 2,

    /// <summary>Ephemeral, with a number appended to its name.</summary>
    EphemeralSequential = 3,

    /// <summary>Deleted by the ensemble some time after its last child has gone.</summary>
    Container = 4,

    /// <summary>
    /// Deleted by the ensemble when its data was not set for its time to live and it has no children.
    /// </summary>
    PersistentWithTtl = 5,

    /// <summary>As <see cref="PersistentWithTtl"/>, with a number appended to its name.</summary>
    PersistentSequentialWithTtl = 6,
}
