namespace Coordination.Recipes.Counters;

/// <summary>What a writer did last, kept beside the value of a counter.</summary>
/// <param name="Writer">Who: a name without blanks that nobody else has.</param>
/// <param name="Operation">Which of its operations; they are counted upwards.</param>
internal readonly record struct WriterMark(string Writer, long Operation);
