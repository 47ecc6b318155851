using Coordination.Requests;
using Coordination.Tree.Commands;

namespace Coordination.Testing;

/// <summary>
/// The ensemble deletes by itself nothing but a container that has had children and has none, and a znode whose time to
/// live has passed since it was last set and which has no children.
/// </summary>
internal sealed class ReapRules(IReadOnlyList<AppliedCommand> applied)
{
    private readonly Dictionary<ZPath, Reapable> _reapable = [];

    public void Check()
    {
        foreach (AppliedCommand command in applied)
        {
            foreach (Change change in command.Changes)
                Follow(command, change);
        }
    }

    private void Follow(in AppliedCommand applied, in Change change)
    {
        Command command = applied.Command;
        switch (change.Type)
        {
            case WatchEventType.NodeCreated:
                if (Created(applied, change.Path) is { } created)
                    _reapable.Add(change.Path, created);
                if (ParentOf(change.Path) is { } parent)
                    (parent.Children, parent.HasHadChildren) = (parent.Children + 1, true);
                break;
            case WatchEventType.NodeDataChanged when _reapable.TryGetValue(change.Path, out Reapable? set):
                set.SetAtMs = command.TimeMs;
                break;
            case WatchEventType.NodeDeleted:
                CheckDeletion(command, change.Path);
                _reapable.Remove(change.Path);
                if (ParentOf(change.Path) is { } left)
                    left.Children--;
                break;
        }
    }

    private void CheckDeletion(in Command command, ZPath path)
    {
        if (command.Body is not (DeleteIfStillEmptyRequest or DeleteIfExpiredRequest))
            return;
        if (!_reapable.TryGetValue(path, out Reapable? znode))
            throw Broken(command, "is neither a container nor has it a time to live");
        if (znode.Children > 0)
            throw Broken(command, $"has {znode.Children} children");
        bool isEmptied = command.Body is DeleteIfStillEmptyRequest;
        if (isEmptied && (!znode.IsContainer || !znode.HasHadChildren))
            throw Broken(command, "is no container that has had children");
        long ageMs = command.TimeMs - znode.SetAtMs;
        if (!isEmptied && (znode.IsContainer || ageMs <= znode.TimeToLiveMs))
            throw Broken(command, $"was set {ageMs} ms before, and may live for {znode.TimeToLiveMs} ms");
    }

    private Reapable? ParentOf(ZPath path) => _reapable.GetValueOrDefault(path.Parent);

    // What was asked says the kind; what was answered says the path, which a sequential znode is not asked for by.
    private static Reapable? Created(in AppliedCommand applied, ZPath path)
    {
        CreateRequest? asked = (applied.Command.Body, applied.Answer.Body) switch
        {
            (CreateRequest create, _) => create,
            (MultiRequest multi, MultiResponse answer) => multi.Operations
                .Zip(answer.Results, (operation, result) => (Asked: operation as CreateRequest?, result.Body))
                .FirstOrDefault(pair => pair.Body is CreateResponse created && created.Path == path).Asked,
            _ => null,
        };
        bool isReapable = asked is { } found && (found.Mode == CreateMode.Container || found.Mode.HasTimeToLive());
        return isReapable
            ? new Reapable(asked!.Value.Mode == CreateMode.Container, asked.Value.TimeToLiveMs, applied.Command.TimeMs)
            : null; // Not null above: it was found to be one.
    }

    private static CheckFailedException Broken(in Command command, string why) =>
        new($"The ensemble deleted a znode that {why}: {command}.");

    private sealed class Reapable(bool isContainer, long timeToLiveMs, long setAtMs)
    {
        public bool IsContainer => isContainer;

        public long TimeToLiveMs => timeToLiveMs;

        public long SetAtMs { get; set; } = setAtMs;

        public int Children { get; set; }

        public bool HasHadChildren { get; set; }
    }
}
