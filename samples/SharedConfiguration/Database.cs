namespace SharedConfiguration;

/// <summary>What the systems take from the shared file.</summary>
internal sealed class Database
{
    public string Host { get; set; } = "";

    public int Connections { get; set; }

    public override string ToString() => $"{Connections} connections to {Host}";
}
