namespace Coordination;

/// <summary>What an ACL entry allows on one znode; permissions are not inherited (<c>ZooDefs.Perms</c>).</summary>
[Flags]
public enum Permissions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read the data and list the children.</summary>
    Read = 1,

    /// <summary>Set the data.</summary>
    Write = 2,

    /// <summary>Create a child.</summary>
    Create = 4,

    /// <summary>Delete a child.</summary>
    Delete = 8,

    /// <summary>Set the ACL.</summary>
    Admin = 16,

    /// <summary>All of the above.</summary>
    All = Read | Write | Create | Delete | Admin,
}
