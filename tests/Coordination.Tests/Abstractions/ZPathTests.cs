using FsCheck.Xunit;

namespace Coordination.Tests.Abstractions;

public sealed class ZPathTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/a")]
    [InlineData("/a/b.c/...")]
    [InlineData("/zookeeper/config")]
    [InlineData("/é/日本")]
    [InlineData("/ ")]
    public void A_path_that_ZooKeeper_takes_is_taken(string path)
    {
        Assert.Equal(path, ZPath.Parse(path).Value);
        Assert.True(ZPath.TryParse(path, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("/a/")]
    [InlineData("//")]
    [InlineData("/a//b")]
    [InlineData("/.")]
    [InlineData("/a/../b")]
    [InlineData("/a\0")]
    [InlineData("/\u0001")]
    [InlineData("/\u001f")]
    [InlineData("/\u007f")]
    [InlineData("/\u009f")]
    [InlineData("/\ud800")]
    [InlineData("/\uf8ff")]
    [InlineData("/\ufff0")]
    [InlineData("/\uffff")]
    public void A_path_that_ZooKeeper_refuses_is_refused(string path)
    {
        Assert.Throws<ArgumentException>(() => ZPath.Parse(path));
        Assert.False(ZPath.TryParse(path, out _));
    }

    [Fact]
    public void No_path_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => ZPath.Parse(null!));
        Assert.Throws<ArgumentNullException>(() => ZPath.SequentialPrefix(null!));
        Assert.False(ZPath.TryParse(null, out _));
        Assert.False(ZPath.TryParseSequentialPrefix(null, out _));
    }

    [Property]
    public bool A_path_is_its_names(byte[] drawn)
    {
        string[] names = NamesOf(drawn);
        ZPath path = "/" + string.Join('/', names);
        var split = new List<string>();
        foreach (ReadOnlySpan<char> name in path.Segments)
            split.Add(name.ToString());

        return split.SequenceEqual(names) && path.Depth == names.Length && path.IsRoot == (names.Length == 0);
    }

    [Property]
    public bool A_child_is_below_its_parent_and_nothing_else_is(byte[] drawn)
    {
        ZPath path = ZPath.Root;
        foreach (string name in NamesOf(drawn))
        {
            ZPath child = path / name;
            if (child.Parent != path || !child.IsAtOrBelow(path) || path.IsAtOrBelow(child)
                || !child.IsAtOrBelow(child) || child.Name.ToString() != name)
            {
                return false;
            }

            ZPath longer = child.Value + "x";
            if (longer.IsAtOrBelow(child))
                return false;
            path = child;
        }

        return path.IsAtOrBelow(ZPath.Root);
    }

    [Property]
    public bool Equal_paths_have_equal_hashes_and_order(byte[] left, byte[] right)
    {
        ZPath one = "/" + string.Join('/', NamesOf(left));
        ZPath other = "/" + string.Join('/', NamesOf(right));
        bool isEqual = one.Value == other.Value;

        return (one == other) == isEqual && (one != other) != isEqual && (one.CompareTo(other) == 0) == isEqual
            && (!isEqual || one.GetHashCode() == other.GetHashCode())
            && Math.Sign(one.CompareTo(other)) == -Math.Sign(other.CompareTo(one));
    }

    [Property]
    public bool Whatever_text_it_is_given_it_takes_it_or_says_what_is_wrong(string? text)
    {
        bool isTaken = ZPath.TryParse(text, out ZPath path);
        if (isTaken)
            return path.Value == text && ZPath.Parse(text!).Equals(path);

        return text is null || Assert.Throws<ArgumentException>(() => ZPath.Parse(text)).Message.Length > 0;
    }

    [Fact]
    public void A_prefix_ends_with_a_slash_and_only_sequential_znodes_complete_it()
    {
        ZPath prefix = ZPath.SequentialPrefix("/a/");

        Assert.True(prefix.IsPrefixOnly);
        Assert.False(ZPath.SequentialPrefix("/a").IsPrefixOnly);
        Assert.Throws<ArgumentException>(() => ZPath.SequentialPrefix("/a//"));
        Assert.False(ZPath.TryParseSequentialPrefix("a/", out _));
    }

    [Fact]
    public void The_default_is_the_root()
    {
        Assert.Equal(ZPath.Root, default);
        Assert.Equal("/", default(ZPath).Value);
        Assert.Equal(ZPath.Root, ZPath.Root.Parent);
    }

    private static string[] NamesOf(byte[] drawn) => [.. drawn.Take(8).Select(b => "n" + (b % 5))];
}
