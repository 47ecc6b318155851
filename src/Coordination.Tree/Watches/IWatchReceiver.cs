namespace Coordination.Tree.Watches;

/// <summary>Takes what a <see cref="WatchTable{TWatcher}"/> fires. It must not call the table.</summary>
public interface IWatchReceiver<TWatcher>
{
    /// <summary>A watcher is due an event.</summary>
    /// <param name="watcher">Whose watch it is.</param>
    /// <param name="change">What happened; one object for all watchers of the same event.</param>
    /// <param name="acl">The ACL that decides who may learn of it; null where everybody may.</param>
    void Fire(TWatcher watcher, WatchEvent change, IReadOnlyList<Acl>? acl);
}
