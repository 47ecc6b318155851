using System.Text;
using Coordination.Recipes.Counters;

namespace Coordination.Tests.Recipes.Counters;

public sealed class CounterAttemptTests
{
    private static readonly WriterMark Mine = new("me", 7);
    private static readonly WriterMark Earlier = new("me", 6);
    private static readonly Zxid Created = new(10);
    private static readonly CounterRecord Seen = new(5, 0, [Earlier]);

    private readonly CounterAttempt _attempt = CounterAttempt.On(Seen, StatOf(Created, version: 3), Mine, 6);

    [Fact]
    public void It_happened_where_its_mark_is() =>
        Assert.Equal(
            AttemptOutcome.Happened,
            _attempt.Judge(new CounterRecord(9, 0, [new("other", 1), Mine]), StatOf(Created, version: 5)));

    [Fact]
    public void It_may_happen_yet_while_the_version_is_the_same() =>
        Assert.Equal(AttemptOutcome.Open, _attempt.Judge(Seen, StatOf(Created, version: 3)));

    [Fact]
    public void It_did_not_happen_where_others_wrote_and_left_the_earlier_mark() =>
        Assert.Equal(
            AttemptOutcome.DidNotHappen,
            _attempt.Judge(new CounterRecord(9, 0, [new("other", 1), Earlier]), StatOf(Created, version: 4)));

    [Fact]
    public void Nobody_knows_where_so_many_have_written_that_marks_are_forgotten()
    {
        IEnumerable<WriterMark> others = Enumerable.Range(0, CounterRecord.MostMarks)
            .Select(i => new WriterMark($"other{i}", 1));

        Assert.Equal(
            AttemptOutcome.Unknown,
            _attempt.Judge(new CounterRecord(9, 0, [.. others]), StatOf(Created, version: 50)));
    }

    [Theory]
    [InlineData("9")]
    [InlineData("9\n6")]
    public void Nobody_knows_where_somebody_wrote_without_a_mark(string data) =>
        Assert.Equal(
            AttemptOutcome.Unknown,
            _attempt.Judge(CounterRecord.Parse(Encoding.UTF8.GetBytes(data)), StatOf(Created, version: 6)));

    [Fact]
    public void Nobody_knows_where_the_znode_is_gone_or_another()
    {
        Assert.Equal(AttemptOutcome.Unknown, _attempt.Judge(null, null));
        Assert.Equal(
            AttemptOutcome.Unknown, _attempt.Judge(new CounterRecord(9, 0, []), StatOf(new Zxid(11), version: 3)));
    }

    [Fact]
    public void A_creation_may_happen_yet_while_there_is_no_znode()
    {
        CounterAttempt creation = CounterAttempt.On(CounterRecord.Zero, null, Mine, 6);

        Assert.Equal(AttemptOutcome.Open, creation.Judge(null, null));
        Assert.Equal(
            AttemptOutcome.DidNotHappen,
            creation.Judge(new CounterRecord(1, 0, [new("other", 1)]), StatOf(Created, version: 0)));
    }

    [Fact]
    public void A_record_is_read_as_it_was_written()
    {
        CounterRecord record = Seen.Next(-8, Mine, 4).Next(9, new("other", 1), 5);

        CounterRecord? read = CounterRecord.Parse(record.ToData());

        Assert.Equal("9\n0\nother 1\nme 7", Encoding.UTF8.GetString(record.ToData()));
        Assert.Equal((9, 0), (read?.Value, read?.Since));
        Assert.Equal([new("other", 1), Mine], read?.Marks);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1\nx")]
    [InlineData("1\n0\nx")]
    [InlineData("1\n0\n 1")]
    [InlineData("1\n0\nme x")]
    [InlineData("99999999999999999999")]
    public void What_is_no_record_is_refused(string data) =>
        Assert.Null(CounterRecord.Parse(Encoding.UTF8.GetBytes(data)));

    private static Stat StatOf(Zxid created, int version) => new() { Czxid = created, Version = version };
}
