using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Tree.Reference.Model;

/// <summary>One session: how it was last attached, and the answers it has not acknowledged.</summary>
internal sealed class ModelSession
{
    public required SessionPassword Password { get; init; }

    public required int TimeoutMs { get; init; }

    public required bool RemembersAnswers { get; init; }

    public int Attach { get; set; } = 1;

    public Dictionary<int, Answer<Response>> Answers { get; } = [];
}
