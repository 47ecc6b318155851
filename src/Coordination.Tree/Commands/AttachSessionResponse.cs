using Coordination.Requests;

namespace Coordination.Tree.Commands;

/// <summary>Answers an <see cref="AttachSessionRequest"/>.</summary>
/// <param name="Attach">The attach number from now on.</param>
/// <param name="TimeoutMs">The session's time-out, milliseconds.</param>
/// <param name="RemembersAnswers">Whether the session's answers are kept until acknowledged.</param>
public sealed record AttachSessionResponse(int Attach, int TimeoutMs, bool RemembersAnswers) : Response;
