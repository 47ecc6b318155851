namespace Coordination.Transports.Tcp.Server.FourLetterWords;

/// <summary>One figure that a server tells of itself.</summary>
/// <param name="Name">ZooKeeper's name for it, without the <c>zk_</c> of <c>mntr</c>.</param>
/// <param name="Value">Its value, written as JSON and Prometheus write numbers too.</param>
/// <param name="IsNumber">Whether the value is a number.</param>
internal readonly record struct Figure(string Name, string Value, bool IsNumber);
