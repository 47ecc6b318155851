using Coordination.Requests;

namespace Coordination.Tree.Snapshots;

/// <summary>Writes and reads the answers that sessions are still owed: those of the writes.</summary>
internal static class ResponseCodec
{
    private const byte Nothing = 0;
    private const byte Empty = 1;
    private const byte Created = 2;
    private const byte DataSet = 3;
    private const byte AclSet = 4;
    private const byte Results = 5;

    public static void Write(RecordWriter to, Response? response)
    {
        switch (response)
        {
            case null:
                to.Byte(Nothing);
                break;
            case EmptyResponse:
                to.Byte(Empty);
                break;
            case CreateResponse created:
                to.Byte(Created);
                to.Text(created.Path.Value);
                Write(to, created.Stat);
                break;
            case SetDataResponse set:
                to.Byte(DataSet);
                Write(to, set.Stat);
                break;
            case SetAclResponse set:
                to.Byte(AclSet);
                Write(to, set.Stat);
                break;
            case MultiResponse multi:
                to.Byte(Results);
                to.Number(multi.Results.Count);
                foreach (OperationResult result in multi.Results)
                {
                    to.Number((int)result.OpCode);
                    to.Number((int)result.Code);
                    Write(to, result.Body);
                }

                break;
            default:
                throw new InvalidOperationException($"A {response.GetType().Name} answers no write.");
        }
    }

    public static Response? Read(ref RecordReader from, bool withinMulti = false)
    {
        switch (from.Byte())
        {
            case Nothing:
                return null;
            case Empty:
                return EmptyResponse.Instance;
            case Created:
                ZPath path = ReadPath(ref from);
                return new CreateResponse(path, ReadStat(ref from));
            case DataSet:
                return new SetDataResponse(ReadStat(ref from));
            case AclSet:
                return new SetAclResponse(ReadStat(ref from));
            case Results when !withinMulti:
                return ReadMulti(ref from);
            default:
                from.Fail("a kept answer is of an unknown kind");
                return null;
        }
    }

    private static MultiResponse ReadMulti(ref RecordReader from)
    {
        int count = from.Count(SnapshotFormat.MostOperations, "the number of results");
        var results = new List<OperationResult>();
        for (int i = 0; i < count && !from.IsBad; i++)
        {
            var opCode = (OpCode)from.Int32("an operation code");
            var code = (ErrorCode)from.Int32("an error code");
            results.Add(new OperationResult(opCode, code, Read(ref from, withinMulti: true)));
        }

        return new MultiResponse(results);
    }

    private static ZPath ReadPath(ref RecordReader from)
    {
        if (!ZPath.TryParse(from.Text(SnapshotFormat.MostTextBytes, "a path"), out ZPath path))
            from.Fail("a path is not valid");
        return path;
    }

    private static void Write(RecordWriter to, in Stat stat)
    {
        to.Int64(stat.Czxid.Value);
        to.Int64(stat.Mzxid.Value);
        to.Int64(stat.CtimeMs);
        to.Int64(stat.MtimeMs);
        to.Number(stat.Version);
        to.Number(stat.Cversion);
        to.Number(stat.Aversion);
        to.Int64(stat.EphemeralOwner.Value);
        to.Number(stat.DataLength);
        to.Number(stat.NumChildren);
        to.Int64(stat.Pzxid.Value);
    }

    private static Stat ReadStat(ref RecordReader from) => new(
        new Zxid(from.Int64()),
        new Zxid(from.Int64()),
        from.Int64(),
        from.Int64(),
        from.Int32("version"),
        from.Int32("cversion"),
        from.Int32("aversion"),
        new SessionId(from.Int64()),
        from.Int32("data length"),
        from.Int32("number of children"),
        new Zxid(from.Int64()));
}
