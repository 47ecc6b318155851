namespace Coordination.Repository.Tests.CSharp;

/// <summary>A member with code: a method, constructor, operator or property.</summary>
internal readonly record struct CodeMethod(string Name, int FirstLine, int LastLine)
{
    public int LineCount => LastLine - FirstLine + 1;
}
