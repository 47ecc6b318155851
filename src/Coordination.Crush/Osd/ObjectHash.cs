namespace Coordination.Crush;

/// <summary>Which hash a pool takes of object names. The numbers are those of Ceph.</summary>
public enum ObjectHash
{
    /// <summary>The string hash of the Linux directory cache.</summary>
    Linux = 1,

    /// <summary>Robert Jenkins' string hash, the usual one.</summary>
    Rjenkins = 2,
}
