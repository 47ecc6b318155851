namespace Coordination.Work;

internal sealed class ActionWorkItem(Action action) : IThreadPoolWorkItem
{
    public void Execute() => action();
}
