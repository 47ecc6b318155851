using Coordination.Protocol;
using Coordination.Requests;
using FsCheck;
using FsCheck.Fluent;

namespace Coordination.Tests.Protocol;

/// <summary>Generators of everything that travels between two of ours.</summary>
internal static class WireSamples
{
    private static readonly Gen<string> Name = Gen.Elements("a", "b-0000000001", "é中", "x.y", new string('n', 300));

    private static readonly Gen<ZPath> Path =
        Name.ListOf().Select(names => names.Take(4).Aggregate(ZPath.Root, (path, name) => path / name));

    private static readonly Gen<ZPath> Child = from parent in Path from name in Name select parent / name;

    private static readonly Gen<int> Number = Gen.OneOf(
        Gen.Choose(-2, 3), Gen.Choose(int.MinValue, int.MaxValue), Gen.Elements(int.MinValue, int.MaxValue));

    private static readonly Gen<long> Long =
        from high in Number from low in Number select ((long)high << 32) | (uint)low;

    private static readonly Gen<bool> Flag = Gen.Elements(true, false);

    private static readonly Gen<ReadOnlyMemory<byte>> Data = Gen.OneOf(
        Gen.Choose(0, 255).ListOf().Select(l => (ReadOnlyMemory<byte>)l.Select(b => (byte)b).ToArray()),
        Gen.Constant((ReadOnlyMemory<byte>)new byte[70_000]));

    private static readonly Gen<AuthId> Id =
        from scheme in Gen.Elements("world", "digest", "ip", "") from id in Name select new AuthId(scheme, id);

    private static readonly Gen<IReadOnlyList<Acl>> AclList = Gen.OneOf(
        Gen.Constant(Coordination.Acl.Open),
        (from bits in Number
         from id in Id
         select new Acl((Permissions)bits,
            id)).ListOf().Select(IReadOnlyList<Acl> (l) => [.. l]));

    private static readonly Gen<Stat> Stats =
        from longs in Long.ListOf(6)
        from ints in Number.ListOf(5)
        select new Stat(
            new(longs[0]), new(longs[1]), longs[2], longs[3], ints[0], ints[1], ints[2], new(longs[4]), ints[3],
                ints[4], new(longs[5]));

    private static readonly Gen<IReadOnlyList<ZPath>> Paths = Path.ListOf().Select(IReadOnlyList<ZPath> (l) => [.. l]);

    private static readonly Gen<IReadOnlyList<string>> Names = Name.ListOf().Select(IReadOnlyList<string> (l) =>
        [.. l]);

    private static readonly Gen<ErrorCode> Code = Gen.Elements(
        Enum.GetValues<ErrorCode>().Where(c => c != ErrorCode.Ok).ToArray());

    private static readonly Gen<CreateRequest> Create =
        from mode in Gen.Elements(Enum.GetValues<CreateMode>())
        from path in Child
        from data in Data
        from acl in AclList
        from ttl in Long
        select new CreateRequest(
            mode.IsSequential() ? ZPath.SequentialPrefix(path.Value + "/") : path, data, acl, mode, mode.HasTimeToLive()
                ? ttl : 0);

    private static readonly Gen<DeleteRequest> Delete =
        from path in Path from version in Number select new DeleteRequest(path, version);

    private static readonly Gen<SetDataRequest> SetData =
        from path in Path from data in Data from version in Number select new SetDataRequest(path, data, version);

    private static readonly Gen<CheckVersionRequest> Check =
        from path in Path from version in Number select new CheckVersionRequest(path, version);

    private static readonly Gen<GetDataRequest> GetData =
        from path in Path from watch in Flag select new GetDataRequest(path, watch);

    private static readonly Gen<GetChildrenRequest> GetChildren =
        from path in Path from watch in Flag select new GetChildrenRequest(path, watch);

    private static readonly Gen<CreateResponse> Created =
        from path in Child from stat in Stats select new CreateResponse(path, stat);

    private static readonly Gen<GetDataResponse> Got =
        from data in Data from stat in Stats select new GetDataResponse(data, stat);

    private static readonly Gen<GetChildrenResponse> Listed =
        from names in Names from stat in Stats select new GetChildrenResponse(names, stat);

    private static readonly Gen<SetDataResponse> Set = Stats.Select(s => new SetDataResponse(s));

    /// <summary>Every operation with its answer or an error.</summary>
    public static Arbitrary<WireSample> All() => Gen.OneOf(
        Of(Create, Created),
        Of(Delete, Done),
        Of(SetData, Set),
        Of(GetData, Got),
        Of(GetChildren, Listed),
        Of(Check, Done),
        Of(from p in Path from w in Flag select new ExistsRequest(p, w), Stats.Select(s => new ExistsResponse(s))),
        Of(Path.Select(p => new GetAclRequest(p)), from a in AclList from s in Stats select new GetAclResponse(a, s)),
        Of(from p in Path from a in AclList from v in Number select new SetAclRequest(p, a, v),
            Stats.Select(s => new SetAclResponse(s))),
        Of(Path.Select(p => new SyncRequest(p)), Path.Select(p => new SyncResponse(p))),
        Of(Path.Select(p => new GetEphemeralsRequest(p)), Paths.Select(p => new GetEphemeralsResponse(p))),
        Of(Path.Select(p => new GetAllChildrenNumberRequest(p)),
            Number.Select(n => new GetAllChildrenNumberResponse(n))),
        Of(Gen.Constant(new WhoAmIRequest()), Id.ListOf().Select(i => new WhoAmIResponse([.. i]))),
        Of(Gen.Constant(new PingRequest()), Done),
        Of(Gen.Constant(new CloseSessionRequest()), Done),
        Of(from s in Name from d in Data select new AuthRequest(s, d), Done),
        Of(Data.Select(d => new SaslRequest(d)), Data.Select(d => new SaslResponse(d))),
        Of(Reconfig, Got),
        Of(from p in Path from m in Gen.Elements(Enum.GetValues<AddWatchMode>()) select new AddWatchRequest(p, m),
            Done),
        Of(from p in Path from t in Gen.Elements(Enum.GetValues<WatcherType>()) select new CheckWatchesRequest(p, t),
            Done),
        Of(from p in Path from t in Gen.Elements(Enum.GetValues<WatcherType>()) select new RemoveWatchesRequest(p, t),
            Done),
        Of(SetWatches, Flag.Select(f => new SetWatchesResponse(f))),
        Multi,
        MultiRead).ToArbitrary();

    private static Gen<EmptyResponse> Done => Gen.Constant(EmptyResponse.Instance);

    private static Gen<ReconfigRequest> Reconfig =>
        from joining in Gen.Elements<string?>(null, "", "server.1=h:1:2;3")
        from leaving in Gen.Elements<string?>(null, "1,2")
        from members in Gen.Elements<string?>(null, "server.5=é")
        from config in Long
        select new ReconfigRequest(joining, leaving, members, config);

    private static Gen<SetWatchesRequest> SetWatches =>
        from zxid in Long
        from lists in Paths.ListOf(5)
        select new SetWatchesRequest(new(zxid), lists[0], lists[1], lists[2], lists[3], lists[4]);

    private static Gen<WireSample> Multi =>
        from slots in Gen.OneOf(
            Slot(Create, Created), Slot(Delete, Done), Slot(SetData, Set), Slot(Check, Done)).ListOf()
        from failed in Gen.Choose(-1, 3)
        select Failing(slots, failed);

    private static Gen<WireSample> MultiRead =>
        from slots in Gen.OneOf(Slot(GetData, Got), Slot(GetChildren, Listed)).ListOf()
        from code in Code
        select (WireSample)new WireSample<MultiReadRequest, MultiResponse>(
            new([.. slots.Select(s => s.Asked)]),
            new([.. slots.Select((s, i) => i % 3 == 1 ? new OperationResult(s.Asked.OpCode, code, null) : s.Result)]),
            ErrorCode.Ok);

    private static WireSample Failing(IReadOnlyList<(IRequest Asked, OperationResult Result)> slots, int failed)
    {
        bool hasFailed = failed >= 0 && failed < slots.Count;
        OperationResult Result(int i) => !hasFailed
            ? slots[i].Result
            : new(slots[i].Asked.OpCode, i < failed ? ErrorCode.Ok : i == failed ? ErrorCode.BadVersion
                : ErrorCode.RuntimeInconsistency, null);
        return new WireSample<MultiRequest, MultiResponse>(
            new([.. slots.Select(s => s.Asked)]),
            new([.. Enumerable.Range(0, slots.Count).Select(Result)]),
            hasFailed ? ErrorCode.BadVersion : ErrorCode.Ok);
    }

    private static Gen<(IRequest Asked, OperationResult Result)> Slot<T, R>(Gen<T> asked, Gen<R> body)
        where T : struct, IRequest<R>
        where R : Response =>
        from a in asked from b in body select ((IRequest)a, new OperationResult(a.OpCode, ErrorCode.Ok, b));

    private static Gen<WireSample> Of<T, R>(Gen<T> asked, Gen<R> body)
        where T : struct, IRequest<R>
        where R : Response =>
        from a in asked
        from b in body
        from code in Code
        from fails in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        select (WireSample)new WireSample<T, R>(a, fails ? null : b, fails ? code : ErrorCode.Ok);
}
