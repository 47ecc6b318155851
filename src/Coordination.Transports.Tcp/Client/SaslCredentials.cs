namespace Coordination.Transports.Tcp.Client;

/// <summary>By what a client proves who it is to servers with SASL DIGEST-MD5, before it asks anything else.</summary>
public sealed class SaslCredentials
{
    /// <summary>A user of the servers.</summary>
    /// <param name="userName">Its name.</param>
    /// <param name="password">Its password, which is never sent.</param>
    public SaslCredentials(string userName, string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentNullException.ThrowIfNull(password);
        UserName = userName;
        Password = password;
    }

    /// <summary>Its name: the id of the scheme <c>sasl</c> in ACLs.</summary>
    public string UserName { get; }

    /// <summary>Its password.</summary>
    public string Password { get; }
}
