using Coordination.Tests.Client.Scripted;
using FsCheck.Xunit;

namespace Coordination.Tests.Client.Watches;

/// <summary>
/// What a recursive stream is told after its connection was broken: folded over what was known it gives what is there,
/// or names a place to read again; and where nothing changed it says nothing.
/// </summary>
public sealed class CoalescedDifferenceTests
{
    private static readonly string[] Paths = ["/r", "/r/a", "/r/a/x", "/r/a/y", "/r/b", "/r/b/x"];

    [Property(MaxTest = 60)]
    public bool What_was_missed_is_told_whether_it_is_replayed_or_read(byte[] before, byte[] during, bool isReplayed)
    {
        var world = new InMemoryClient();
        CoordinationClient writer = world.Connect();
        foreach (byte step in before)
            Change(world, writer, step);

        var broken = new BreakableTransport(world.Ensemble.Transport, isReplayed);
        CoordinationClient client = world.ConnectOver(broken);
        EventReader reader = new(
            world, client.WatchAsync("/r", new WatchOptions { Recursive = true, IncludeExisting = true }));
        var known = new Dictionary<string, long>(StringComparer.Ordinal);
        Fold(known, reader.Read());
        broken.Break();
        bool isChanged = false;
        foreach (byte step in during)
            isChanged |= Change(world, writer, step);
        world.PassUntilConnected(client);

        List<WatchEvent> seen = reader.Read();
        HashSet<string> unknown = Fold(known, seen);
        return Agrees(world, writer, known, unknown) && (isChanged || seen.Count == 0);
    }

    private static bool Change(InMemoryClient world, CoordinationClient writer, byte step)
    {
        string path = Paths[step % Paths.Length];
        ValueTask call = (step / Paths.Length % 3) switch
        {
            0 => Ignoring(writer.CreateAsync(path)),
            1 => Ignoring(writer.SetAsync(path, default)),
            _ => writer.DeleteAsync(path),
        };
        try
        {
            world.Finish(call);
            return true;
        }
        catch (RequestRejectedException)
        {
            return false; // Nothing changed, which is a step too.
        }
    }

    private static async ValueTask Ignoring<T>(ValueTask<T> call) => await call;

    /// <summary>Follows events; returns the paths whose children are not known any more.</summary>
    private static HashSet<string> Fold(Dictionary<string, long> known, List<WatchEvent> events)
    {
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (WatchEvent change in events)
        {
            string path = change.Path.Value;
            switch (change.Type)
            {
                case WatchEventType.Existing or WatchEventType.NodeCreated:
                    known[path] = 0;
                    break;
                case WatchEventType.NodeDeleted:
                    foreach (string below in known.Keys.Where(key => ((ZPath)key).IsAtOrBelow(path)).ToArray())
                        known.Remove(below);
                    break;
                case WatchEventType.Changed:
                    unknown.Add(path);
                    break;
                default:
                    break;
            }
        }

        return unknown;
    }

    private static bool Agrees(
        InMemoryClient world, CoordinationClient writer, Dictionary<string, long> known, HashSet<string> unknown)
    {
        foreach (string path in Paths)
        {
            bool isThere = world.Finish(writer.ExistsAsync(path)) is not null;
            bool isToldToRead = unknown.Any(place => ((ZPath)path).IsAtOrBelow(place));
            if (isThere != known.ContainsKey(path) && !isToldToRead)
                return false;
        }

        return true;
    }
}
