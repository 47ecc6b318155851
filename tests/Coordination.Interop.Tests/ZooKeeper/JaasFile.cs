namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>What Java's own file of logins says of users for SASL DIGEST-MD5.</summary>
internal static class JaasFile
{
    private const string Module = "org.apache.zookeeper.server.auth.DigestLoginModule";

    /// <summary>A server's accounts.</summary>
    public static string Server(IReadOnlyDictionary<string, string> users) =>
        Section("Server", users.Select(user => $"user_{user.Key}=\"{user.Value}\""));

    /// <summary>Who a client is.</summary>
    public static string Client(string user, string password) =>
        Section("Client", [$"username=\"{user}\"", $"password=\"{password}\""]);

    private static string Section(string name, IEnumerable<string> lines) =>
        $"{name} {{\n  {Module} required\n  {string.Join("\n  ", lines)};\n}};\n";
}
