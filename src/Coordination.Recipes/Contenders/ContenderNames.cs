using System.Runtime.CompilerServices;

namespace Coordination.Recipes.Contenders;

/// <summary>
/// Makes the beginnings of contenders' names. Each carries a number that no other carries, so that a znode whose
/// creation was not answered is found again.
/// </summary>
internal static class ContenderNames
{
    private static readonly ConditionalWeakTable<ICoordinationClient, StrongBox<long>> Counters = [];

    /// <summary>As Curator's <c>withProtection</c> names it: <c>_c_&lt;guid&gt;-</c>.</summary>
    public static ContenderPrefix Curator(ICoordinationClient client, string label) =>
        new($"_c_{NextId(client):D}-{label}");

    /// <summary>As kazoo's <c>Lock</c> names it: <c>&lt;guid&gt;</c> in 32 digits.</summary>
    public static ContenderPrefix Kazoo(ICoordinationClient client, string label) =>
        new($"{NextId(client):N}{label}");

    /// <summary>
    /// Both. Curator sorts what it does not know by the whole name: one that begins with an underscore comes after all
    /// numbers, and so before nobody (<c>StandardLockInternalsDriver.standardFixForSorting</c>).
    /// </summary>
    public static ContenderPrefix Both(ICoordinationClient client, string curatorLabel, string kazooLabel)
    {
        Guid id = NextId(client);
        return new ContenderPrefix($"_c_{id:D}-{curatorLabel}", $"_k_{id:D}{kazooLabel}");
    }

    /// <summary>Whether a name is that of a companion, which stands for no contender of its own.</summary>
    public static bool IsCompanion(string name) => name.StartsWith("_k_", StringComparison.Ordinal);

    // Unique without drawing lots, so that a simulated run can be repeated: the session's id is unique in the ensemble,
    // the count in this client; the clock tells apart the clients of one session that is handed on by its ticket.
    public static Guid NextId(ICoordinationClient client)
    {
        StrongBox<long> counter = Counters.GetValue(client, static _ => new StrongBox<long>());
        ulong count = (ulong)Interlocked.Increment(ref counter.Value);
        ulong low = (ulong)client.TimeProvider.GetTimestamp() + (count << 40) + count;
        ulong high = (ulong)client.Session.Id.Value;
        return new Guid(
            (uint)(high >> 32), (ushort)(high >> 16), (ushort)high, (byte)(low >> 56), (byte)(low >> 48),
            (byte)(low >> 40), (byte)(low >> 32), (byte)(low >> 24), (byte)(low >> 16), (byte)(low >> 8), (byte)low);
    }
}
