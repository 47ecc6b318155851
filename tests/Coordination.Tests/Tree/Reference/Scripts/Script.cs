namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>Steps in order; prints one a line.</summary>
internal sealed record Script(IReadOnlyList<Step> Steps)
{
    public override string ToString()
    {
        IEnumerable<string> lines = Steps.Select((step, index) => $"{index,4} {step}");
        return string.Join(Environment.NewLine, [$"{Steps.Count} steps:", .. lines]);
    }
}
