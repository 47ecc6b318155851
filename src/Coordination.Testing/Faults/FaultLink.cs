namespace Coordination.Testing;

/// <summary>
/// One direction between a client and its ensemble. While it is cut, what is under way waits, as TCP sends again.
/// </summary>
internal sealed class FaultLink
{
    public bool IsCut { get; private set; }

    /// <summary>Raised when it is no longer cut.</summary>
    public event Action? Healed;

    public void Cut() => IsCut = true;

    public void Heal()
    {
        if (!IsCut)
            return;
        IsCut = false;
        Healed?.Invoke();
    }
}
