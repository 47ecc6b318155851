using Coordination.Recipes.Contenders;

namespace Coordination.Tests.Recipes.Contenders;

public sealed class ContenderNameTests
{
    private static readonly string[] Labels = ["lock-", "__lock__"];

    [Theory]
    [InlineData("_c_4a9a7c8e-8d6c-4c55-9f0d-5d9a6a1c0e11-lock-0000000007", "lock-", 7)]
    [InlineData("lock-0000000007", "lock-", 7)]
    [InlineData("4a9a7c8e8d6c4c559f0d5d9a6a1c0e11__lock__0000000012", "__lock__", 12)]
    [InlineData("_c_4a9a7c8e-8d6c-4c55-9f0d-5d9a6a1c0e11-lock--2147483648", "lock-", int.MinValue)]
    [InlineData("4a9a7c8e8d6c4c559f0d5d9a6a1c0e11__lock__-000000001", "__lock__", -1)]
    [InlineData("lock--999999999", "lock-", -999999999)]
    [InlineData("lock-2147483647", "lock-", int.MaxValue)]
    public void A_contender_of_Curator_or_kazoo_is_known_by_its_name(string text, string label, int sequence)
    {
        Assert.True(ContenderName.TryParse(text, Labels, out ContenderName name));
        Assert.Equal((text, label, sequence), (name.Text, name.Label, name.Sequence));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000000007")]
    [InlineData("latch-0000000007")]
    [InlineData("lock-000000007")]
    [InlineData("lock-9999999999")]
    [InlineData("lock-00000o0007")]
    [InlineData("lock-0000000007 ")]
    public void Others_are_nobody_in_this_line(string text) =>
        Assert.False(ContenderName.TryParse(text, Labels, out _));

    [Theory]
    [InlineData(7, "0000000007")]
    [InlineData(int.MaxValue, "2147483647")]
    [InlineData(int.MinValue, "-2147483648")]
    [InlineData(-1, "-000000001")]
    public void A_number_is_written_as_Java_writes_it(int sequence, string text) =>
        Assert.Equal(text, ContenderName.Number(sequence));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(int.MaxValue, int.MinValue)]
    [InlineData(-1, 0)]
    public void Order_goes_on_when_the_number_runs_over(int first, int second)
    {
        var one = new ContenderName("a", "lock-", first);
        var other = new ContenderName("b", "lock-", second);

        Assert.True(one.IsBefore(other));
        Assert.False(other.IsBefore(one));
    }
}
