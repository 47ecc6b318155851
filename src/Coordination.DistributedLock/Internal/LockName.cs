using System.Globalization;
using System.Text;

namespace Coordination.DistributedLock;

/// <summary>Turns any text into the name of a znode, different ones into different ones.</summary>
internal static class LockName
{
    /// <summary>What stands for the empty text: it is like nothing that is escaped.</summary>
    private const string Empty = "%";

    public static string ToZnode(string name)
    {
        if (name.Length == 0)
            return Empty;
        bool isRelative = name is "." or "..";
        var znode = new StringBuilder(name.Length);
        foreach (char c in name)
        {
            if (isRelative || !IsPlain(c))
                znode.Append(CultureInfo.InvariantCulture, $"%{(int)c:X4}");
            else
                znode.Append(c);
        }

        return znode.ToString();
    }

    /// <summary>ZooKeeper's rules for names, less the sign of an escape.</summary>
    private static bool IsPlain(char c) =>
        c is (> '\u001f' and < '\u007f' and not '/' and not '%') or (> '\u009f' and < '\ud800');
}
