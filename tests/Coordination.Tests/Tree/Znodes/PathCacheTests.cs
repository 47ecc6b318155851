using System.Globalization;
using Coordination.Requests;
using Coordination.Tree.Znodes;
using FsCheck;

namespace Coordination.Tests.Tree.Znodes;

public sealed class PathCacheTests
{
    private const int MostEntries = 1 << 16;

    [Fact]
    public void What_a_cache_says_is_true() => Cases.ForAll(300, (NonEmptyArray<ushort> steps) =>
    {
        var cache = new PathCache();
        var model = new Dictionary<string, int>();
        var free = new Stack<int>(Enumerable.Range(1, 300));
        foreach (ushort step in steps.Get)
        {
            string path = $"/{step % 200}";
            if (step % 7 == 0)
                cache.MakeRoomFor(step);
            if (!model.TryGetValue(path, out int slot))
            {
                slot = free.Pop();
                model.Add(path, slot);
                cache.Add(HashOf(path), path, slot);
            }
            else if (step % 3 > 0)
            {
                cache.Add(HashOf(path), path, slot);
            }
            else
            {
                cache.Remove(HashOf(path), slot);
                model.Remove(path);
                free.Push(slot);
            }

            Assert.All(Enumerable.Range(0, 200), i => IsTrueOf($"/{i}"));
        }

        void IsTrueOf(string path)
        {
            if (cache.TryFind(HashOf(path), path, out int said))
                Assert.Equal(model.GetValueOrDefault(path), said);
        }
    });

    [Fact]
    public void A_long_path_is_not_kept()
    {
        var cache = new PathCache();
        string longest = new('x', 128);

        cache.Add(1, longest, slot: 1);
        cache.Add(2, longest + "x", slot: 2);

        Assert.True(cache.TryFind(1, longest, out _));
        Assert.False(cache.TryFind(2, longest + "x", out _));
    }

    [Fact]
    public void A_cache_grows_with_the_tree_up_to_its_limit()
    {
        var cache = new PathCache();
        for (int i = 0; i < 64; i++)
            cache.MakeRoomFor(int.MaxValue);

        cache.Add(1, "/a", slot: 1);
        cache.Add(1 + (MostEntries / 2), "/b", slot: 2);
        Assert.True(cache.TryFind(1, "/a", out _));

        cache.Add(1 + MostEntries, "/c", slot: 3);
        Assert.False(cache.TryFind(1, "/a", out _));
    }

    [Fact]
    public void A_path_that_was_found_is_not_found_in_the_znode_that_takes_its_slot()
    {
        var tree = new Orderer();
        tree.Create("/a");
        Assert.True(tree.Exists("/a"));

        tree.Delete("/a");
        tree.Create("/b");

        Assert.False(tree.Exists("/a"));
        Assert.True(tree.Exists("/b"));
    }

    [Fact]
    public void A_path_that_was_found_by_a_multi_that_fails_is_not_found_after_it()
    {
        var tree = new Orderer();

        tree.Apply(new MultiRequest(
            [Orderer.NewCreate("/a"), new CheckVersionRequest("/a", 0), new CheckVersionRequest("/missing", 0)]));
        tree.Create("/b");

        Assert.False(tree.Exists("/a"));
        Assert.True(tree.Exists("/b"));
    }

    // Forty different ones: several paths share each.
    private static ulong HashOf(string path) =>
        0x9e37_79b9_7f4a_7c15 * (ulong)(int.Parse(path.AsSpan(1), CultureInfo.InvariantCulture) % 40);
}
