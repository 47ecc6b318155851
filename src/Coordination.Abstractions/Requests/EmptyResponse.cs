namespace Coordination.Requests;

/// <summary>Says only that it was done.</summary>
public sealed record EmptyResponse : Response
{
    private EmptyResponse()
    {
    }

    /// <summary>The only one there is.</summary>
    public static EmptyResponse Instance { get; } = new();
}
