using System.Diagnostics.CodeAnalysis;
using Coordination.Tree.Znodes;

namespace Coordination.Tree.Snapshots;

/// <summary>
/// Walks the znodes of an image, parents before children and siblings by name. Znodes of an image know their parents
/// only, as tables of children go on changing; so the lists of siblings are built first, two numbers a slot.
/// </summary>
internal sealed class ImageWalk
{
    private const int None = -1;

    private readonly TreeImage _image;
    private readonly int[] _firstChild;
    private readonly int[] _nextSibling;
    private readonly Comparison<int> _byName;

    // What is left of the siblings at each depth, the next one last.
    private readonly Stack<Stack<int>> _waiting = [];

    public ImageWalk(TreeImage image)
    {
        _image = image;
        // Not null: lists hold slots in use only.
        _byName = (left, right) => Znode.CompareNames(this[left]!, this[right]!);
        _firstChild = new int[image.SlotCount];
        _nextSibling = new int[image.SlotCount];
        _firstChild.AsSpan().Fill(None);
        for (int slot = 1; slot < image.SlotCount; slot++)
        {
            if (this[slot] is not { } znode)
                continue;
            _nextSibling[slot] = _firstChild[znode.ParentSlot];
            _firstChild[znode.ParentSlot] = slot;
        }

        _waiting.Push(new Stack<int>([ZnodeStore.RootSlot]));
    }

    private Znode? this[int slot] => ZnodeSlots.Look(_image.Pages, slot);

    public bool TryNext([NotNullWhen(true)] out Znode? znode, out int depth)
    {
        znode = null;
        depth = 0;
        while (_waiting.TryPeek(out Stack<int>? siblings))
        {
            if (siblings.TryPop(out int slot))
            {
                depth = _waiting.Count - 1;
                znode = this[slot]!; // Not null: lists hold slots in use only.
                if (_firstChild[slot] != None)
                    _waiting.Push(ChildrenOf(slot));
                return true;
            }

            _waiting.Pop();
        }

        return false;
    }

    private Stack<int> ChildrenOf(int parent)
    {
        var children = new List<int>();
        for (int child = _firstChild[parent]; child != None; child = _nextSibling[child])
            children.Add(child);
        children.Sort(_byName);
        children.Reverse();
        return new Stack<int>(children);
    }
}
