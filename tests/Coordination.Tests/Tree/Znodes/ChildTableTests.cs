using Coordination.Tree.Security;
using Coordination.Tree.Znodes;
using FsCheck;

namespace Coordination.Tests.Tree.Znodes;

public sealed class ChildTableTests
{
    [Fact]
    public void A_table_holds_what_a_set_holds() => Cases.ForAll(300, (NonEmptyArray<byte> steps, bool collide) =>
    {
        var slots = new ZnodeSlots();
        var table = new ChildTable();
        var model = new Dictionary<string, int>();
        slots.Take(Make("", 0));
        foreach (byte step in steps.Get)
        {
            string name = (step % 64).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (model.Remove(name, out int slot))
            {
                table.Remove(HashOf(name, collide), slot);
                slots.Free(slot);
            }
            else
            {
                slot = slots.Take(Make(name, HashOf(name, collide)));
                table.Add(HashOf(name, collide), slot);
                model.Add(name, slot);
            }

            Assert.True(Agree(table, slots, model, collide));
        }
    });

    private static bool Agree(ChildTable table, ZnodeSlots slots, Dictionary<string, int> model, bool collide)
    {
        int[] listed = new int[table.Count];
        table.CopyTo(listed);
        return model.Values.Order().SequenceEqual(listed.Order())
            && Enumerable.Range(0, 64).Select(i => $"{i}").All(FindsAsTheModelDoes);

        bool FindsAsTheModelDoes(string name) =>
            table.Find(slots, HashOf(name, collide), name, out _) == model.GetValueOrDefault(name);
    }

    // Colliding hashes share their upper half, some share all.
    private static ulong HashOf(string name, bool collide) =>
        collide ? (ulong)name.Length << 32 : PathHash.Child(PathHash.Root(seed: 0), name);

    private static Znode Make(string name, ulong hash) => new(name, [], new ZnodeBirth(hash, 0, AclTable.OpenId, 0, 0));
}
