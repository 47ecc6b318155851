namespace Coordination.Protocol;

/// <summary>Numbers that stand in place of a request's own (<c>ClientCnxn.java</c>, <c>zookeeper.c</c>).</summary>
public static class SpecialXid
{
    /// <summary>A watch event, which answers no request.</summary>
    public const int Notification = -1;

    /// <summary>A ping and its answer.</summary>
    public const int Ping = -2;

    /// <summary>Credentials and their answer.</summary>
    public const int Auth = -4;

    /// <summary>Watches armed again, and the answer.</summary>
    public const int SetWatches = -8;
}
