using FsCheck;
using FsCheck.Fluent;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>Requests whose paths and versions are settled later.</summary>
internal static class DraftGenerator
{
    private static readonly Draft Blank = new(
        DraftKind.Exists, PathGenerator.Named("/"), [], Acl.Open, CreateMode.Persistent, 0, VersionChoice.Any,
        Watch: false, WithoutStat: false, []);

    private static readonly CreateMode[] WithoutTimeToLive =
        [.. Enum.GetValues<CreateMode>().Where(mode => !mode.HasTimeToLive())];

    public static Gen<Draft> Writes(ScriptOptions options) => Gen.Frequency(
        (9, Create(options, isAlone: true)),
        (4, Delete(Paths(options))),
        (4, SetData(Paths(options))),
        (3, from path in PathGenerator.Any
            from acl in AclGenerator.Any(options)
            from version in Version
            select Blank with { Kind = DraftKind.SetAcl, Path = path, Acl = acl, Version = version }),
        (4, Multi(options)),
        (options.IsForOurs ? 1 : 0, Check));

    public static Gen<Draft> Reads(ScriptOptions options) => Gen.Frequency(
        (5, Read([DraftKind.Exists, DraftKind.GetData, DraftKind.GetChildren], Paths(options))),
        (2, Read([DraftKind.GetAcl, DraftKind.GetAllChildrenNumber, DraftKind.GetEphemerals], PathGenerator.Any)),
        (1, MultiRead(options)));

    // The Java client refuses itself what ends in a slash.
    private static Gen<PathChoice> Paths(ScriptOptions options) =>
        options.IsForOurs
            ? PathGenerator.OrPrefix
            : from path in PathGenerator.Any select path with { SparesQuotas = true };

    private static Gen<Draft> Check =>
        from path in PathGenerator.Any
        from version in Version
        select Blank with { Kind = DraftKind.Check, Path = path, Version = version };

    private static Gen<Draft> MultiRead(ScriptOptions options)
    {
        Gen<Draft> operation = Gen.Frequency(
            (20, Read([DraftKind.GetData, DraftKind.GetChildren], PathGenerator.Any)),
            (options.IsForOurs ? 1 : 0, Stranger([DraftKind.Exists, DraftKind.Delete, DraftKind.MultiRead])));
        return
            from length in Gen.Choose(0, 4)
            from operations in Gen.ArrayOf(operation, length)
            let unwatched = operations.Select(each => each with { Watch = false, WithoutStat = false })
            select Blank with { Kind = DraftKind.MultiRead, Operations = [.. unwatched] };
    }

    /// <summary>
    /// What may not stand in a multi, or not in a multi-read; the Java client has no way to put it there.
    /// </summary>
    private static Gen<Draft> Stranger(DraftKind[] kinds) =>
        from kind in Gen.Elements(kinds) select Blank with { Kind = kind };

    private static Gen<bool> Coin => Gen.Elements(true, false);

    private static Gen<VersionChoice> Version => Gen.Frequency(
        (5, Gen.Constant(VersionChoice.Any)),
        (5, Gen.Constant(VersionChoice.Current)),
        (1, Gen.Elements(Enum.GetValues<VersionChoice>())));

    private static Gen<byte[]> Data =>
        Gen.Elements(Array.Empty<byte>(), [1], [2, 3], "twelve bytes"u8.ToArray(), new byte[300]);

    private static Gen<Draft> Create(ScriptOptions options, bool isAlone)
    {
        // The Java client refuses a wrong time to live itself, and would not send the multi that has it.
        bool mayBeWrong = isAlone || options.IsForOurs;
        return
            from path in mayBeWrong ? PathGenerator.OrPrefix : PathGenerator.Any
            from data in Data
            from acl in AclGenerator.Any(options)
            from mode in Mode(mayBeWrong, options)
            from withoutStat in isAlone ? Coin : Gen.Constant(false)
            select Blank with
            {
                Kind = DraftKind.Create,
                Path = path,
                Data = data,
                Acl = acl,
                Mode = mode.Mode,
                TimeToLiveMs = mode.TimeToLiveMs,
                WithoutStat = withoutStat,
            };
    }

    private static Gen<(CreateMode Mode, long TimeToLiveMs)> Mode(bool mayBeWrong, ScriptOptions options)
    {
        Gen<(CreateMode, long)> right = Gen.Frequency(
            (12, from mode in Gen.Elements(WithoutTimeToLive) select (mode, 0L)),
            (4, Gen.Constant((CreateMode.Persistent, 0L))),
            (3, from mode in Gen.Elements(CreateMode.PersistentWithTtl, CreateMode.PersistentSequentialWithTtl)
                from ttl in Gen.Elements(TimesToLive(options))
                select (mode, ttl)));
        Gen<(CreateMode, long)> wrong = Gen.Elements<(CreateMode, long)>(
            (CreateMode.PersistentWithTtl, 0),
            (CreateMode.PersistentWithTtl, -5),
            (CreateMode.PersistentWithTtl, 0x10000000000),
            (CreateMode.PersistentSequentialWithTtl, long.MaxValue),
            (CreateMode.Ephemeral, 10),
            (CreateMode.Container, 1));
        return mayBeWrong ? Gen.Frequency((30, right), (1, wrong)) : right;
    }

    // On a real server nothing is to be reaped while a script runs.
    private static long[] TimesToLive(ScriptOptions options) =>
        options.IsForOurs ? [1, 10, 1_000, 0xffffffffff] : [3_600_000, 0xffffffffff];

    private static Gen<Draft> Delete(Gen<PathChoice> paths) =>
        from path in paths
        from version in Version
        select Blank with { Kind = DraftKind.Delete, Path = path, Version = version };

    private static Gen<Draft> SetData(Gen<PathChoice> paths) =>
        from path in paths
        from data in Data
        from version in Version
        select Blank with { Kind = DraftKind.SetData, Path = path, Data = data, Version = version };

    private static Gen<Draft> Multi(ScriptOptions options)
    {
        Gen<PathChoice> paths = Paths(options);
        Gen<Draft> operation = Gen.Frequency(
            (16, Create(options, isAlone: false)),
            (8, Delete(paths)),
            (8, SetData(paths)),
            (8, Check),
            (options.IsForOurs ? 1 : 0, Stranger([DraftKind.SetAcl, DraftKind.GetData, DraftKind.Multi])));
        return
            from length in Gen.Choose(0, 5)
            from operations in Gen.ArrayOf(operation, length)
            select Blank with { Kind = DraftKind.Multi, Operations = operations };
    }

    private static Gen<Draft> Read(DraftKind[] kinds, Gen<PathChoice> paths) =>
        from kind in Gen.Elements(kinds)
        from path in paths
        from watch in Coin
        from withoutStat in Coin
        select Blank with { Kind = kind, Path = path, Watch = watch, WithoutStat = withoutStat };

    /// <summary>One write with settled arguments, for scripts written by hand.</summary>
    public static Draft Plain(DraftKind kind, string path, byte[] data) =>
        Blank with { Kind = kind, Path = PathGenerator.Named(path), Data = data };
}
