namespace Coordination.Repository.Tests.CSharp;

/// <param name="Kind"><c>class</c>, <c>struct</c>, <c>interface</c>, <c>enum</c>, <c>record</c> or
/// <c>delegate</c>.</param>
/// <param name="IsNested">Whether it stands inside another type.</param>
internal readonly record struct CodeType(string Kind, string Name, int Line, bool IsNested);
