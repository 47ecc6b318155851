using Coordination;

namespace Quickstart.Membership;

/// <summary>Members register under /groupMember; when one dies, the others see it vanish.</summary>
internal static class GroupMembership
{
    private static readonly string[] Names = ["anna", "bert", "cleo"];

    public static async Task PlayAsync(
        ICoordinationClient observer, Participants participants, CancellationToken cancellationToken)
    {
        Console.WriteLine("\n--- Members of a group come and vanish");
        await observer.CreateAsync(Group.Path, cancellationToken: cancellationToken);
        var everybodySeen = new TaskCompletionSource();
        Task observing = ObserveAsync(observer, everybodySeen, cancellationToken);

        var members = new Dictionary<string, ICoordinationClient>();
        foreach (string name in Names)
        {
            members[name] = await participants.ConnectAsync(cancellationToken);
            await Group.JoinAsync(members[name], name, cancellationToken);
            Console.WriteLine($"{name} has joined.");
        }

        await everybodySeen.Task.WaitAsync(cancellationToken);
        Console.WriteLine($"bert {Participants.Death}.");
        await members["bert"].DetachAsync();
        await observing;
        Console.WriteLine("bert has vanished.");
    }

    private static async Task ObserveAsync(
        ICoordinationClient observer, TaskCompletionSource everybodySeen, CancellationToken cancellationToken)
    {
        await foreach (IReadOnlySet<string> members in Group.MembersAsync(observer, cancellationToken))
        {
            Console.WriteLine($"The observer sees {{{string.Join(", ", members.Order())}}}.");
            if (members.IsSupersetOf(Names))
                everybodySeen.TrySetResult();
            else if (everybodySeen.Task.IsCompleted && !members.Contains("bert"))
                return;
        }
    }
}
