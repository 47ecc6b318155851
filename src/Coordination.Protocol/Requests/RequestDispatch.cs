using Coordination.Requests;
using Coordination.Transports;
using static Coordination.Protocol.RequestRecords;

namespace Coordination.Protocol;

/// <summary>The table from operations to records, for one frame.</summary>
internal ref struct RequestDispatch<TReceiver>
    where TReceiver : IRequestReceiver
{
    private readonly WireDialect _dialect;
    private readonly ProtocolLimits _limits;
    private readonly RequestHeader _header;
    private readonly OpCode _wireOp;
    private readonly ref TReceiver _receiver;
    private JuteReader _reader;

    public RequestDispatch(
        JuteReader reader,
        WireDialect dialect,
        ProtocolLimits limits,
        RequestHeader header,
        OpCode wireOp,
        ref TReceiver receiver)
    {
        _reader = reader;
        _dialect = dialect;
        _limits = limits;
        _header = header;
        _wireOp = wireOp;
        _receiver = ref receiver;
    }

    public DecodeFault Run()
    {
        if (!TryReads() && !TryWrites() && !TryWatches() && !TrySessions())
            _reader.Fail(DecodeFault.UnknownOperation);
        return _reader.Fault;
    }

    private bool TryReads()
    {
        switch (_wireOp)
        {
            case OpCode.GetData:
                return Hand<GetDataRequest, GetDataResponse>(ReadGetData(ref _reader, _limits));
            case OpCode.Exists:
                return Hand<ExistsRequest, ExistsResponse>(new(_reader.ReadPath(_limits), _reader.ReadBoolean()));
            case OpCode.GetChildren or OpCode.GetChildren2:
                return Hand<GetChildrenRequest, GetChildrenResponse>(ReadGetChildren(ref _reader, _limits));
            case OpCode.GetAcl:
                return Hand<GetAclRequest, GetAclResponse>(new(_reader.ReadPath(_limits)));
            case OpCode.GetEphemerals:
                return Hand<GetEphemeralsRequest, GetEphemeralsResponse>(new(_reader.ReadPath(_limits)));
            case OpCode.GetAllChildrenNumber:
                return Hand<GetAllChildrenNumberRequest, GetAllChildrenNumberResponse>(new(_reader.ReadPath(_limits)));
            case OpCode.WhoAmI:
                return Hand<WhoAmIRequest, WhoAmIResponse>(new());
            case OpCode.MultiRead:
                return Hand<MultiReadRequest, MultiResponse>(
                    new(OperationRecords.Read(ref _reader, OpCode.MultiRead, _dialect, _limits)));
            default:
                return false;
        }
    }

    private bool TryWrites()
    {
        switch (_wireOp)
        {
            case OpCode.SetData:
                return Hand<SetDataRequest, SetDataResponse>(ReadSetData(ref _reader, _limits));
            case OpCode.Create or OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl:
                return Hand<CreateRequest, CreateResponse>(ReadCreate(ref _reader, _wireOp, _limits));
            case OpCode.Delete:
                return Hand<DeleteRequest, EmptyResponse>(ReadDelete(ref _reader, _limits));
            case OpCode.Multi:
                return Hand<MultiRequest, MultiResponse>(
                    new(OperationRecords.Read(ref _reader, OpCode.Multi, _dialect, _limits)));
            case OpCode.SetAcl:
                return Hand<SetAclRequest, SetAclResponse>(
                    new(_reader.ReadPath(_limits), _reader.ReadAcl(_limits), _reader.ReadInt32()));
            case OpCode.Check:
                return Hand<CheckVersionRequest, EmptyResponse>(ReadCheck(ref _reader, _limits));
            case OpCode.Reconfig:
                return Hand<ReconfigRequest, GetDataResponse>(ReadReconfig(ref _reader, _limits));
            default:
                return false;
        }
    }

    private bool TryWatches()
    {
        switch (_wireOp)
        {
            case OpCode.AddWatch:
                return Hand<AddWatchRequest, EmptyResponse>(ReadAddWatch(ref _reader, _limits));
            case OpCode.CheckWatches:
                return Hand<CheckWatchesRequest, EmptyResponse>(
                    new(_reader.ReadPath(_limits), ReadWatcherType(ref _reader)));
            case OpCode.RemoveWatches:
                return Hand<RemoveWatchesRequest, EmptyResponse>(
                    new(_reader.ReadPath(_limits), ReadWatcherType(ref _reader)));
            case OpCode.SetWatches or OpCode.SetWatches2:
                return Hand<SetWatchesRequest, SetWatchesResponse>(ReadSetWatches(ref _reader, _wireOp, _limits));
            default:
                return false;
        }
    }

    private bool TrySessions()
    {
        switch (_wireOp)
        {
            case OpCode.Ping:
                return Hand<PingRequest, EmptyResponse>(new());
            case OpCode.Sync:
                return Hand<SyncRequest, SyncResponse>(new(_reader.ReadPath(_limits)));
            case OpCode.CloseSession:
                return Hand<CloseSessionRequest, EmptyResponse>(new());
            case OpCode.Auth:
                return Hand<AuthRequest, EmptyResponse>(ReadAuth(ref _reader, _limits));
            case OpCode.Sasl:
                return Hand<SaslRequest, SaslResponse>(new(_reader.ReadData(_limits)));
            default:
                return false;
        }
    }

    // Arguments are evaluated from left to right, which is the order of the fields; a fault shows only behind the last.
    private bool Hand<T, R>(in T request)
        where T : struct, IRequest<R>
        where R : Response
    {
        if (_reader.Fault == DecodeFault.None)
            _receiver.OnRequest<T, R>(_header, _wireOp, request);
        return true;
    }
}
