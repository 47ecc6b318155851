using System.Text;
using Coordination.Recipes.Counters;
using Coordination.Tests.Client;

namespace Coordination.Tests.Recipes.Counters;

public sealed class SharedValueTests
{
    private static readonly ZPath Path = "/values/limit";

    private readonly InMemoryClient _world = new();

    [Fact]
    public void It_is_replaced_by_who_has_seen_the_newest()
    {
        SharedValue value = _world.Connect().SharedValue(Path);
        SharedValue other = _world.Connect().SharedValue(Path);

        VersionedValue absent = _world.Finish(value.GetAsync());
        VersionedValue? first = _world.Finish(value.TrySetAsync(absent, "1"u8.ToArray()));
        VersionedValue? refused = _world.Finish(other.TrySetAsync(absent, "2"u8.ToArray()));
        VersionedValue second = _world.Finish(other.SetAsync("3"u8.ToArray()));

        Assert.True(absent.IsAbsent);
        Assert.Null(refused);
        Assert.Equal((0, 1), (first?.Version, second.Version));
        Assert.Null(_world.Finish(value.TrySetAsync(first!, "4"u8.ToArray()))); // Not null: it was set.
        Assert.Equal("3", Text(_world.Finish(value.GetAsync(ReadConsistency.Linearizable))));
    }

    [Fact]
    public void Who_follows_is_told_what_it_is_and_the_newest_after_that()
    {
        SharedValue value = _world.Connect().SharedValue(Path);
        IAsyncEnumerator<VersionedValue> seen = _world.Connect().SharedValue(Path).WatchAsync()
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(Next(seen).IsAbsent);
        _world.Finish(value.SetAsync("1"u8.ToArray()));
        Assert.Equal("1", Text(Next(seen)));
        _world.Finish(value.SetAsync("2"u8.ToArray()));
        _world.Finish(value.SetAsync("3"u8.ToArray()));
        Assert.Equal("3", Text(Next(seen)));
    }

    [Fact]
    public void Ids_grow_and_nobody_gets_the_same()
    {
        IdGenerator mine = _world.Connect().IdGenerator(Path, blockSize: 2);
        IdGenerator other = _world.Connect().IdGenerator(Path, blockSize: 3);

        IEnumerable<long> ids = [Next(mine), Next(other), Next(mine), Next(mine), Next(other)];

        Assert.Equal([1, 3, 2, 6, 4], ids);
    }

    [Fact]
    public void Ids_that_are_asked_for_at_once_come_from_one_block()
    {
        IdGenerator ids = _world.Connect().IdGenerator(Path, blockSize: 3);
        ValueTask<long>[] asked = [.. Enumerable.Range(0, 4).Select(_ => ids.NextAsync())];

        Assert.Equal([1, 2, 3, 4], asked.Select(_world.Finish));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_001)]
    public void A_block_has_a_size(int size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _world.Connect().IdGenerator(Path, size));

    private static string Text(VersionedValue value) => Encoding.UTF8.GetString(value.Data.Span);

    private long Next(IdGenerator ids) => _world.Finish(ids.NextAsync());

    private VersionedValue Next(IAsyncEnumerator<VersionedValue> seen)
    {
        Assert.True(_world.Finish(seen.MoveNextAsync()));
        return seen.Current;
    }
}
