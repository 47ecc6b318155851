using Coordination.Interop.Tests.Tcp;
using Coordination.Tests.Samples;

namespace Coordination.Interop.Tests.Samples;

/// <summary>What the samples do in memory they do over TCP, on a server of ours and on a real ZooKeeper.</summary>
public sealed class SamplesOverTcpTests(RealZooKeeper zooKeeper) : IClassFixture<RealZooKeeper>
{
    public static TheoryData<string> Samples =>
        ["ClusterState", "LeaderOnlyWorker", "Locks", "Naming", "Placement", "SharedConfiguration"];

    [Theory, MemberData(nameof(Samples))]
    public async Task A_sample_does_on_our_server_what_it_does_in_memory(string sample)
    {
        await using OurServer server = OurServer.Start();
        await AssertSameAsInMemoryAsync(sample, server.ConnectString);
    }

    [Theory, MemberData(nameof(Samples))]
    public async Task A_sample_does_on_ZooKeeper_what_it_does_in_memory(string sample) =>
        await AssertSameAsInMemoryAsync(sample, zooKeeper.ConnectString);

    private static async Task AssertSameAsInMemoryAsync(string sample, string servers)
    {
        SampleRun inMemory = await SampleRun.OfAsync(sample, TestContext.Current.CancellationToken);
        SampleRun overTcp = await SampleRun.OfAsync(
            sample, TestContext.Current.CancellationToken, "--transport", "tcp", "--connect", servers);

        Assert.Equal((0, ""), (overTcp.ExitCode, overTcp.Errors));
        Assert.Equal(WordsOf(inMemory), WordsOf(overTcp));
    }

    // In which order contenders come is not settled, nor whose turn is which: what is said is.
    private static IEnumerable<string> WordsOf(SampleRun run) =>
        run.Lines.Select(line => string.Concat(line.Where(c => !char.IsAsciiDigit(c)))).Order(StringComparer.Ordinal);
}
