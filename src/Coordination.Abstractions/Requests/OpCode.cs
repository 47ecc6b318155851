namespace Coordination.Requests;

/// <summary>The operations by ZooKeeper's numbers (<c>ZooDefs.OpCode</c>).</summary>
public enum OpCode
{
    /// <summary>A watch event, from server to client.</summary>
    Notification = 0,

    /// <summary>Creates a znode; answers its path.</summary>
    Create = 1,

    /// <summary>Deletes a znode.</summary>
    Delete = 2,

    /// <summary>Asks for a znode's stat.</summary>
    Exists = 3,

    /// <summary>Reads a znode's data.</summary>
    GetData = 4,

    /// <summary>Sets a znode's data.</summary>
    SetData = 5,

    /// <summary>Reads a znode's ACL.</summary>
    GetAcl = 6,

    /// <summary>Sets a znode's ACL.</summary>
    SetAcl = 7,

    /// <summary>Lists children; answers their names.</summary>
    GetChildren = 8,

    /// <summary>Waits until the serving replica has seen all that was committed before.</summary>
    Sync = 9,

    /// <summary>A sign of life.</summary>
    Ping = 11,

    /// <summary>Lists children; answers their names and the parent's stat.</summary>
    GetChildren2 = 12,

    /// <summary>Checks a version, within a multi only.</summary>
    Check = 13,

    /// <summary>Several writes, all or none.</summary>
    Multi = 14,

    /// <summary>Creates a znode; answers its path and stat.</summary>
    Create2 = 15,

    /// <summary>Changes the ensemble's membership.</summary>
    Reconfig = 16,

    /// <summary>Asks whether a watch is registered.</summary>
    CheckWatches = 17,

    /// <summary>Removes watches.</summary>
    RemoveWatches = 18,

    /// <summary>Creates a container.</summary>
    CreateContainer = 19,

    /// <summary>Deletes a container that stayed empty; the ensemble's own.</summary>
    DeleteContainer = 20,

    /// <summary>Creates a znode with a time to live.</summary>
    CreateTtl = 21,

    /// <summary>Several reads in one request.</summary>
    MultiRead = 22,

    /// <summary>Adds an identity to the connection.</summary>
    Auth = 100,

    /// <summary>Re-arms one-shot watches after a reconnect.</summary>
    SetWatches = 101,

    /// <summary>One step of a SASL exchange.</summary>
    Sasl = 102,

    /// <summary>Lists the session's own ephemeral znodes.</summary>
    GetEphemerals = 103,

    /// <summary>Counts all descendants of a znode.</summary>
    GetAllChildrenNumber = 104,

    /// <summary>Re-arms watches of all kinds after a reconnect.</summary>
    SetWatches2 = 105,

    /// <summary>Arms a persistent watch.</summary>
    AddWatch = 106,

    /// <summary>Asks for the connection's identities.</summary>
    WhoAmI = 107,

    /// <summary>Opens a session.</summary>
    CreateSession = -10,

    /// <summary>Closes a session.</summary>
    CloseSession = -11,

    /// <summary>Marks an error in the answer to a multi.</summary>
    Error = -1,
}
