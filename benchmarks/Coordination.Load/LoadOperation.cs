namespace Coordination.Load;

/// <summary>Of what a load consists.</summary>
internal enum LoadOperation
{
    Get,
    Set,
    Exists,
    Create,

    /// <summary>Gets and sets.</summary>
    Mix,

    /// <summary>Sessions: opened, and closed at once.</summary>
    Sessions,

    /// <summary>Events of one znode, which all connections watch.</summary>
    Events,
}
