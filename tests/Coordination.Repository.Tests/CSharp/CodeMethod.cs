namespace Coordination.Repository.Tests.CSharp;

/// <summary>A member with code: a method, constructor, operator or property.</summary>
/// <param name="Nesting">How many statements its innermost statement stands in.</param>
internal readonly record struct CodeMethod(string Name, int FirstLine, int LastLine, int Nesting)
{
    public int LineCount => LastLine - FirstLine + 1;
}
