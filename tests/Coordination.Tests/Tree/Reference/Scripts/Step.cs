using Coordination.Requests;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>
/// One line of a script. Sessions are named by a slot; a slot without a session makes every step of it do nothing.
/// </summary>
internal abstract record Step
{
    /// <summary>Opens a session in an empty slot; in a taken one, attaches it again.</summary>
    internal sealed record Connect(int Slot, bool RemembersAnswers, bool WrongPassword) : Step
    {
        public override string ToString() =>
            $"{Slot}: connect{(RemembersAnswers ? ", answers kept" : "")}{(WrongPassword ? ", wrong password" : "")}";
    }

    /// <summary>Closes the slot's session.</summary>
    internal sealed record Close(int Slot) : Step
    {
        public override string ToString() => $"{Slot}: close";
    }

    /// <summary>Expires the slot's session; outdated: nominated under the attachment before.</summary>
    internal sealed record Expire(int Slot, bool Outdated) : Step
    {
        public override string ToString() => $"{Slot}: expire{(Outdated ? ", outdated" : "")}";
    }

    /// <summary>Proves an identity.</summary>
    internal sealed record Prove(int Slot, Credential Credential) : Step
    {
        public override string ToString() => $"{Slot}: prove {Credential.Scheme} {Credential.Text}";
    }

    /// <summary>Offers an identity of a scheme that proves nothing here, and comes back.</summary>
    internal sealed record Pretend(int Slot, string Scheme) : Step
    {
        public override string ToString() => $"{Slot}: pretend by {Scheme}";
    }

    /// <summary>Asks what concerns the connection, not the tree.</summary>
    internal sealed record Ask(int Slot, Question Question, PathChoice Path) : Step
    {
        public override string ToString() => $"{Slot}: {Question} {Path}";
    }

    /// <summary>Sends a request; stale: under the attachment before.</summary>
    internal sealed record Send(int Slot, Draft Draft, bool Stale) : Step
    {
        public override string ToString() => $"{Slot}: {Draft}{(Stale ? ", by the old attachment" : "")}";
    }

    /// <summary>Sends the slot's last write once more, under the same number.</summary>
    internal sealed record Retry(int Slot) : Step
    {
        public override string ToString() => $"{Slot}: retry";
    }

    /// <summary>Acknowledges all answers of the slot with its next write.</summary>
    internal sealed record Acknowledge(int Slot) : Step
    {
        public override string ToString() => $"{Slot}: acknowledge";
    }

    /// <summary>Arms a watch that stays.</summary>
    internal sealed record AddWatch(int Slot, PathChoice Path, AddWatchMode Mode) : Step
    {
        public override string ToString() => $"{Slot}: watch {Path} {Mode}";
    }

    /// <summary>Removes watches, or only asks whether there are any.</summary>
    internal sealed record Unwatch(int Slot, PathChoice Path, WatcherType Type, bool OnlyAsks) : Step
    {
        public override string ToString() => $"{Slot}: {(OnlyAsks ? "check" : "remove")} {Type} watches {Path}";
    }

    /// <summary>
    /// Comes back after a broken connection with these watches, having seen everything up to the last change of a
    /// znode, or nothing where it may not look at that.
    /// </summary>
    internal sealed record Return(int Slot, PathChoice Seen, IReadOnlyList<WatchChoice> Watches) : Step
    {
        public override string ToString() => $"{Slot}: return, seen {Seen}, with {string.Join(", ", Watches)}";
    }

    /// <summary>
    /// Reaps a container or a znode whose time is over; outdated: as it was nominated before it changed.
    /// </summary>
    internal sealed record Reap(PathChoice Path, bool Expired, bool Outdated) : Step
    {
        public override string ToString() =>
            $"reap {Path}{(Expired ? ", time over" : ", empty")}{(Outdated ? ", outdated" : "")}";
    }

    /// <summary>Does on the slot's last session, which has ended, what only a session that stands may do.</summary>
    internal sealed record Haunt(int Slot, Haunting Kind, Draft Draft) : Step
    {
        public override string ToString() => $"{Slot}: after its end {(Kind == Haunting.Write ? Draft : Kind)}";
    }

    /// <summary>Writes everything down and goes on with what is read back.</summary>
    internal sealed record Restore : Step
    {
        public override string ToString() => "restore";
    }

    /// <summary>Lets time pass.</summary>
    internal sealed record Pass(int Ms) : Step
    {
        public override string ToString() => $"pass {Ms} ms";
    }
}
