using Coordination.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace Coordination.Tests.Protocol;

public sealed class RoundTripTests
{
    private static int Scale { get; } = int.Parse(Environment.GetEnvironmentVariable("COORDINATION_TEST_SCALE") ?? "1");

    private static Config Config => Config.QuickThrowOnFailure.WithMaxTest(2_000 * Scale);

    [Fact]
    public void Nothing_of_a_request_is_lost_on_the_way() => Prop.ForAll(
        WireSamples.All(),
        sample =>
        {
            (string sent, string received) = sample.Request(WireDialect.Coordination);
            return (sent == received).Label($"{sent}\n{received}");
        }).Check(Config);

    [Fact]
    public void Nothing_of_an_answer_is_lost_on_the_way() => Prop.ForAll(
        WireSamples.All(),
        sample =>
        {
            (string sent, string received) = sample.Answer(WireDialect.Coordination, new(0x1234_5678_9abc_def0));
            return (sent == received).Label($"{sent}\n{received}");
        }).Check(Config);

    [Fact]
    public void Nothing_of_a_request_is_lost_on_the_way_to_Apache_ZooKeeper_but_the_number_that_it_does_not_know() =>
        Prop.ForAll(
        WireSamples.All(),
        sample =>
        {
            (string sent, string received) = sample.Request(WireDialect.Apache);
            return (sent == received).Label($"{sent}\n{received}");
        }).Check(Config);

    [Fact]
    public void Events_keep_the_change_that_fired_them()
    {
        foreach (WatchEventType type in Enum.GetValues<WatchEventType>().Where(t =>
            t is > WatchEventType.None and < WatchEventType.Armed))
        {
            foreach (Zxid? zxid in new Zxid?[] { null, new(7) })
            {
                var change = new WatchEvent(type, "/a/é", zxid, ConnectionState.ConnectedReadOnly);
                using var writer = new JuteWriter();
                AnswerEncoder.WriteEvent(writer, change);

                AnswerDecoder.ReadEvent(
                    writer.WrittenSpan[FrameScanner.PrefixBytes..], ProtocolLimits.Default, out WatchEvent? read);

                Assert.Equal(change, read);
            }
        }
    }
}
