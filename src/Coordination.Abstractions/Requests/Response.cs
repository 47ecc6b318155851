namespace Coordination.Requests;

/// <summary>What an ensemble answers when a request was carried out: immutable, handed on without a copy.</summary>
public abstract record Response;
