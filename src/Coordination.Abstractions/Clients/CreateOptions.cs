namespace Coordination;

/// <summary>Choices for creating a znode.</summary>
public sealed class CreateOptions : RequestOptions
{
    /// <summary>Its ACL; null, the default: the client's own default.</summary>
    public IReadOnlyList<Acl>? Acl { get; set; }

    /// <summary>
    /// How long it lives without being set, from 1 ms to about 34 years; required by the two modes with a time to live,
    /// refused by all others.
    /// </summary>
    public TimeSpan? TimeToLive { get; set; }
}
