namespace LeaderOnlyWorker;

/// <summary>What a worker tells: on which host, under which token, and whether it begins or ends.</summary>
internal sealed record WorkReport(string Host, long Token, bool IsBeginning);
