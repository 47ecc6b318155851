namespace Coordination.Testing;

/// <summary>One operation of one process: when it was invoked, when it returned, and what came of it.</summary>
public sealed class HistoryOperation
{
    private readonly History _history;

    internal HistoryOperation(History history, string process, string key, object input)
    {
        _history = history;
        Process = process;
        Key = key;
        Input = input;
    }

    /// <summary>Who invoked it.</summary>
    public string Process { get; }

    /// <summary>
    /// What it was about: a path, the name of a counter or of a lock. Operations of different keys are judged apart.
    /// </summary>
    public string Key { get; }

    /// <summary>
    /// What was asked: a request of <c>Coordination.Requests</c>, or what a <see cref="SequentialModel"/> defines.
    /// </summary>
    public object Input { get; }

    /// <summary>
    /// What was answered; null without an answer, or where the answer says nothing but its <see cref="Code"/>.
    /// </summary>
    public object? Output { get; private set; }

    /// <summary>The error it was refused with; <see cref="ErrorCode.Ok"/> where it was not.</summary>
    public ErrorCode Code { get; private set; }

    /// <summary>What its caller knows of it.</summary>
    public OperationStatus Status { get; private set; }

    /// <summary>When it was invoked.</summary>
    public TimeSpan InvokedAt { get; internal init; }

    /// <summary>When it returned, whatever came of it; null while it has not.</summary>
    public TimeSpan? ReturnedAt { get; private set; }

    /// <summary>Place of the invocation among all invocations and returns of the history.</summary>
    public long InvokedIndex { get; internal init; }

    /// <summary>
    /// Place of the answer among all invocations and returns; <see cref="long.MaxValue"/> while
    /// <see cref="OperationStatus.Open"/>.
    /// </summary>
    public long AnsweredIndex { get; private set; } = long.MaxValue;

    /// <summary>It succeeded.</summary>
    public void Answer(object? output) => End(OperationStatus.Answered, output, ErrorCode.Ok);

    /// <summary>
    /// It was refused, in a way that says something of the state: no znode, wrong version, exists already.
    /// </summary>
    public void Refuse(ErrorCode code) => End(OperationStatus.Answered, output: null, code);

    /// <summary>It did not happen and will not, which says nothing of the state.</summary>
    public void NotDone() => End(OperationStatus.NotDone, output: null, ErrorCode.Ok);

    /// <summary>It may have happened, or may yet.</summary>
    public void MayHaveHappened() => End(OperationStatus.Open, output: null, ErrorCode.Ok);

    /// <inheritdoc />
    public override string ToString()
    {
        string outcome = Status switch
        {
            OperationStatus.Answered when Code != ErrorCode.Ok => Code.ToString(),
            OperationStatus.Answered => Output?.ToString() ?? "ok",
            OperationStatus.NotDone => "not done",
            _ => ReturnedAt is null ? "no return" : "unknown",
        };
        string returned = ReturnedAt is { } at ? $"{at.TotalSeconds:F6}s" : "…";
        return $"[{InvokedAt.TotalSeconds:F6}s, {returned}] {Process}: {Input} -> {outcome}";
    }

    private void End(OperationStatus status, object? output, ErrorCode code)
    {
        (TimeSpan at, long index) = _history.Tick();
        if (ReturnedAt is not null)
            throw new InvalidOperationException($"The operation has returned before: {this}.");
        ReturnedAt = at;
        Output = output;
        Code = code;
        Status = status;
        if (status != OperationStatus.Open)
            AnsweredIndex = index;
    }
}
