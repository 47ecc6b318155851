using Coordination.Tree.Security;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>The session in a slot, as its serving replica knows it.</summary>
internal sealed class SlotSession
{
    public required SessionId Id { get; init; }

    public required SessionPassword Password { get; init; }

    public required Identities Caller { get; set; }

    public int Attach { get; set; } = 1;
}
