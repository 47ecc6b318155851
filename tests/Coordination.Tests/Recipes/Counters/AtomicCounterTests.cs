using System.Text;
using Coordination.Recipes.Counters;
using Coordination.Tests.Client;

namespace Coordination.Tests.Recipes.Counters;

public sealed class AtomicCounterTests
{
    private static readonly ZPath Path = "/counters/orders";

    private readonly InMemoryClient _world = new();

    [Fact]
    public void Whoever_adds_is_told_the_sum()
    {
        AtomicCounter mine = _world.Connect().Counter(Path);
        AtomicCounter other = _world.Connect().Counter(Path);

        Assert.Equal(0, _world.Finish(mine.GetAsync()));
        Assert.Equal(5, _world.Finish(mine.AddAsync(5)));
        Assert.Equal(3, _world.Finish(other.AddAsync(-2)));
        _world.Finish(mine.SetAsync(40));
        Assert.Equal(42, _world.Finish(other.AddAsync(2)));
        Assert.Equal(42, _world.Finish(mine.GetAsync(ReadConsistency.Linearizable)));
    }

    [Fact]
    public void Additions_that_overlap_all_count()
    {
        AtomicCounter[] counters = [.. Enumerable.Range(0, 5).Select(_ => _world.Connect().Counter(Path))];
        ValueTask<long>[] sums = [.. counters.Concat(counters).Select(counter => counter.AddAsync(1))];

        Assert.Equal(
            Enumerable.Range(1, 10).Select(i => (long)i), sums.Select(_world.Finish).Order());
    }

    [Fact]
    public void An_exchange_happens_where_the_value_is_what_is_expected()
    {
        AtomicCounter counter = _world.Connect().Counter(Path);

        Assert.False(_world.Finish(counter.TryExchangeAsync(1, 2)));
        Assert.True(_world.Finish(counter.TryExchangeAsync(0, 2)));
        Assert.Equal(2, _world.Finish(counter.GetAsync()));
    }

    [Fact]
    public void What_is_out_of_range_changes_nothing()
    {
        AtomicCounter counter = _world.Connect().Counter(Path);
        _world.Finish(counter.SetAsync(long.MaxValue));

        Assert.Throws<OverflowException>(() => { _ = _world.Finish(counter.AddAsync(1)); });

        Assert.Equal(long.MaxValue, _world.Finish(counter.GetAsync()));
    }

    [Fact]
    public void What_a_person_wrote_is_counted_on()
    {
        CoordinationClient client = _world.Connect();
        _world.Finish(client.EnsurePathAsync(Path));
        _world.Finish(client.SetAsync(Path, "7\n"u8.ToArray()));

        Assert.Equal(8, _world.Finish(client.Counter(Path).AddAsync(1)));
        ZNode znode = _world.Finish(client.GetAsync(Path));
        Assert.StartsWith("8\n", Encoding.UTF8.GetString(znode.Data.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_number_is_left_alone()
    {
        CoordinationClient client = _world.Connect();
        _world.Finish(client.EnsurePathAsync(Path));
        _world.Finish(client.SetAsync(Path, "seven"u8.ToArray()));

        Assert.Throws<InvalidOperationException>(() => { _ = _world.Finish(client.Counter(Path).AddAsync(1)); });
        Assert.Throws<InvalidOperationException>(() => { _ = _world.Finish(client.Counter(Path).GetAsync()); });
        Assert.Equal("seven"u8, _world.Finish(client.GetAsync(Path)).Data.Span);
    }

    [Fact]
    public void The_root_is_no_counter() =>
        Assert.Throws<ArgumentException>(() => _world.Connect().Counter(ZPath.Root));
}
