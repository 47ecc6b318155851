namespace Coordination.Repository.Tests.CSharp;

public sealed class CodeOutlineTests
{
    [Theory]
    [InlineData("public sealed class A<T> where T : struct { }", "class", "A")]
    [InlineData("internal readonly record struct B(int X);", "record", "B")]
    [InlineData("[X(1)] file interface C;", "interface", "C")]
    [InlineData("public delegate Task<int> D<T>(T t);", "delegate", "D")]
    [InlineData("enum E { X = 1, Y }", "enum", "E")]
    public void Types_are_found(string source, string kind, string name)
    {
        CodeType type = Assert.Single(CodeOutline.Of("namespace N;\n" + source).Types);

        Assert.Equal(new CodeType(kind, name, 2, IsNested: false), type);
    }

    [Fact]
    public void Nested_types_are_told_from_others()
    {
        CodeOutline outline = CodeOutline.Of("namespace N { class A { enum B { X } } class C { } }");

        Assert.Equal(["A", "B", "C"], outline.Types.Select(type => type.Name));
        Assert.Equal([false, true, false], outline.Types.Select(type => type.IsNested));
    }

    [Theory]
    [InlineData("int A()\n{\n if (x)\n {\n }\n}", "A", 6)]
    [InlineData("public int A<T>(Func<int> f)\n where T : struct =>\n f() switch\n {\n 1 => 2,\n };", "A", 6)]
    [InlineData("int A\n{\n get => 1;\n}", "A", 4)]
    [InlineData("int A { get; } =\n 3;", "A", 2)]
    [InlineData("[X]\nint A() =>\n 1;", "A", 2)]
    [InlineData("A(int b)\n : base(b)\n{\n}", "A", 4)]
    public void The_lines_of_a_method_are_counted(string member, string name, int lineCount)
    {
        CodeMethod method = Assert.Single(CodeOutline.Of($"class T\n{{\n{member}\n}}").Methods);

        Assert.Equal((name, lineCount), (method.Name, method.LineCount));
    }

    [Theory]
    [InlineData("a(); b = new() { C = 1 };", 0)]
    [InlineData("foreach (int a in b) { if (c) d(); else e(); }", 2)]
    [InlineData("if (a) b(); else if (c) d(); else if (e) { f(); }", 1)]
    [InlineData("try { a(); } catch (B b) when (c(b)) { if (d) e(); } finally { f(); }", 2)]
    [InlineData("do { if (a) b(); } while (c); d();", 2)]
    [InlineData("switch (a) { case B { C: 1 } b when c(b): if (d) e(); break; default: f(); break; }", 2)]
    [InlineData("await using (a) await foreach (int b in c) lock (d) e();", 3)]
    [InlineData("using var a = b(); while (c) ;", 1)]
    [InlineData("a(b => { if (b) c(); }, d switch { 1 => 2, _ => 3 }); if (e is { } f && f.G) h();", 2)]
    [InlineData("if (a) { b(); } void C() { if (d) e(); }", 1)]
    public void The_levels_of_a_method_are_counted(string body, int levels) =>
        Assert.Equal(levels, Assert.Single(CodeOutline.Of($"class T {{ void A() {{ {body} }} }}").Methods).Nesting);

    [Theory]
    [InlineData("int[] _a =\n[\n 1,\n];")]
    [InlineData("Dictionary<int, int> _a = new()\n{\n [1] = 2,\n};")]
    [InlineData("int _a;")]
    public void A_field_is_no_method(string member) =>
        Assert.Empty(CodeOutline.Of($"class T {{ {member} }}").Methods);

    [Fact]
    public void Every_member_after_another_is_found()
    {
        CodeOutline outline = CodeOutline.Of("""
            class T
            {
                int _a = F(x => { return 1; });
                void B() { }
                int C => 1;
                event X D { add { } remove { } }
                T() { }
                class U { void V() { } }
                void W() { }
            }
            """);

        Assert.Equal(["B", "C", "D", "T", "V", "W"], outline.Methods.Select(method => method.Name));
    }
}
