using Coordination.DistributedLock;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Coordination.Tests.DistributedLock;

public sealed class LockNameTests
{
    [Theory]
    [InlineData("report", "report")]
    [InlineData("Größe 7", "Größe 7")]
    [InlineData("a/b", "a%002Fb")]
    [InlineData("100%", "100%0025")]
    [InlineData("", "%")]
    [InlineData(".", "%002E")]
    [InlineData("..", "%002E%002E")]
    [InlineData("\ud83d\ude00", "%D83D%DE00")]
    public void A_name_is_kept_but_for_what_no_znode_may_have(string name, string znode) =>
        Assert.Equal(znode, LockName.ToZnode(name));

    [Property]
    public bool Any_text_is_the_name_of_a_znode(string? text) =>
        ZPath.TryParse("/" + LockName.ToZnode(text ?? ""), out ZPath path) && path.Depth == 1;

    [Property]
    public Property Different_texts_are_different_znodes()
    {
        Gen<string> texts = Gen.Elements('a', '/', '%', '.', '0', '2', 'F', '\u0001').ListOf()
            .Select(characters => string.Concat(characters));
        return Prop.ForAll(
            Gen.Zip(texts, texts).ToArbitrary(),
            pair => pair.Item1 == pair.Item2 == (LockName.ToZnode(pair.Item1) == LockName.ToZnode(pair.Item2)));
    }
}
