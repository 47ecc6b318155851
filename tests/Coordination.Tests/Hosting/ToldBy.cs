using System.Threading.Channels;

namespace Coordination.Tests.Hosting;

/// <summary>What a host's services tell of themselves.</summary>
internal sealed record ToldBy(string Name, ChannelWriter<string> Told)
{
    public void Tell(string what) => Told.TryWrite($"{Name} {what}");
}
