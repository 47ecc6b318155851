using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>Quotas as <c>zkCli</c> sets them: the znodes on the way, the limits, the stats.</summary>
internal static class QuotaGenerator
{
    private const string Root = "/zookeeper/quota";

    private static readonly string[] Limits =
    [
        "count=2,bytes=10",
        "count=-1,bytes=-1=;byteHardLimit=-1;countHardLimit=3",
        "count=-1,bytes=-1=;byteHardLimit=12;countHardLimit=-1",
        "count=1,bytes=1=;byteHardLimit=6;countHardLimit=2",
        "count=-1,bytes=-1",
    ];

    private static readonly string[] Malformed =
        ["", "count", "count=x,bytes=1", "countHardLimit=1", "\u0001\u0002", "count=99999999999999999999,bytes=0"];

    private static Gen<string> Limited => Gen.Elements("/a", "/a", "/a/b", "/é");

    public static Gen<Step[]> Quotas(ScriptOptions options, Gen<int> slots)
    {
        // A real server ends when a quota cannot be read.
        Gen<string> texts = options.IsForOurs
            ? Gen.Frequency((4, Gen.Elements(Limits)), (1, Gen.Elements(Malformed)))
            : Gen.Elements(Limits);
        string[] settable = options.IsForOurs ? ["/zookeeper_limits", "/zookeeper_stats"] : ["/zookeeper_limits"];

        Gen<Step[]> set =
            from slot in slots
            from path in Limited
            from limits in texts
            from stats in texts
            from writes in Gen.ArrayOf(DraftGenerator.Writes(options), 4)
            let crowd = writes.Select(write => Below(slot, path, write))
            from uses in Gen.Elements(true, false)
            select uses
                ? [.. Set(slot, path, limits, stats), .. Use(slot, path), .. crowd]
                : Set(slot, path, limits, stats);
        Gen<Step[]> change =
            from slot in slots
            from path in Limited
            from name in Gen.Elements(settable)
            from text in texts
            select new Step[] { Send(slot, DraftKind.SetData, Root + path + name, text) };
        Gen<Step[]> delete =
            from slot in slots
            from path in Limited
            from name in Gen.Elements("/zookeeper_limits", "/zookeeper_stats")
            select new Step[] { Send(slot, DraftKind.Delete, Root + path + name, "") };
        return Gen.Frequency((4, set), (1, change), (1, delete));
    }

    private static Step[] Set(int slot, string path, string limits, string stats)
    {
        var steps = new List<Step>();
        for (int slash = path.IndexOf('/', 1); slash > 0; slash = path.IndexOf('/', slash + 1))
            steps.Add(Send(slot, DraftKind.Create, Root + path[..slash], ""));
        steps.Add(Send(slot, DraftKind.Create, Root + path, ""));
        steps.Add(Send(slot, DraftKind.Create, $"{Root}{path}/zookeeper_limits", limits));
        steps.Add(Send(slot, DraftKind.Create, $"{Root}{path}/zookeeper_stats", stats));
        return [.. steps];
    }

    /// <summary>Takes a byte, then twelve, then two.</summary>
    private static Step[] Use(int slot, string path) =>
    [
        Send(slot, DraftKind.Create, path, "1"),
        Send(slot, DraftKind.SetData, path, "twelve bytes"),
        Send(slot, DraftKind.SetData, path, "22"),
        Send(slot, DraftKind.Create, path + "/used", ""),
    ];

    /// <summary>Any write, but where the quota is.</summary>
    private static Step.Send Below(int slot, string path, Draft write)
    {
        PathChoice below = PathGenerator.Named(path) with { Below = "x" };
        IEnumerable<Draft> operations = write.Operations.Select(each => each with { Path = below });
        return new Step.Send(slot, write with { Path = below, Operations = [.. operations] }, Stale: false);
    }

    private static Step.Send Send(int slot, DraftKind kind, string path, string text) =>
        new(slot, DraftGenerator.Plain(kind, path, Encoding.UTF8.GetBytes(text)), Stale: false);
}
