namespace Coordination.Tree.Znodes;

/// <summary>
/// The steps a <see cref="ZnodeStore"/> took since a multi began, with what each needs to be taken back.
/// </summary>
internal sealed class ZnodeJournal
{
    // Before: null where the znode was linked, its record where it was unlinked or replaced.
    private readonly List<(int Slot, Znode? Before)> _steps = [];

    private const int WasUnlinked = -1;

    public void Linked(int slot) => _steps.Add((slot, null));

    public void Unlinked(Znode before) => _steps.Add((WasUnlinked, before));

    public void Replaced(int slot, Znode before) => _steps.Add((slot, before));

    public void Clear() => _steps.Clear();

    /// <summary>
    /// Takes the steps back, the last first. A slot that was freed is the next one taken (<see
    /// cref="ZnodeSlots.Free"/>), so every znode returns to its own.
    /// </summary>
    public void TakeBack(ZnodeStore store)
    {
        for (int i = _steps.Count - 1; i >= 0; i--)
        {
            (int slot, Znode? before) = _steps[i];
            if (before is null)
                store.Unlink(slot);
            else if (slot == WasUnlinked)
                store.Link(before);
            else
                store.Replace(slot, before);
        }
    }
}
