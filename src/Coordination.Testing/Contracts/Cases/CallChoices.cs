namespace Coordination.Testing.Contracts.Cases;

/// <summary>What a caller may choose for any call.</summary>
internal readonly record struct CallChoices
{
    public TimeSpan? Deadline { get; init; }

    public bool FailFast { get; init; }

    public CancellationToken Token { get; init; }

    public RequestOptions Write => new() { Deadline = Deadline, FailFast = FailFast };

    public ReadOptions Read => new() { Deadline = Deadline, FailFast = FailFast };

    public CreateOptions Create(CreateMode mode) => new()
    {
        Deadline = Deadline,
        FailFast = FailFast,
        TimeToLive = mode.HasTimeToLive() ? TimeSpan.FromHours(1) : null,
    };
}
