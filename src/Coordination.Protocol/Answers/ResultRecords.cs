using Coordination.Requests;

namespace Coordination.Protocol;

/// <summary>The slots of a multi's or a multi-read's answer (<c>MultiResponse.java</c>).</summary>
internal static class ResultRecords
{
    public static void Write(JuteWriter writer, MultiResponse response, WireDialect dialect, bool hasFailed)
    {
        for (int i = 0; i < response.Results.Count; i++)
        {
            OperationResult result = response.Results[i];
            if (hasFailed || result.Code != ErrorCode.Ok)
                WriteError(writer, result.Code);
            else
                WriteSuccess(writer, result, dialect);
        }

        MultiHeaderRecord.End.Write(writer);
    }

    /// <summary>
    /// Reads the slots of the operations that were asked for, which the wire does not name where they failed.
    /// </summary>
    public static IReadOnlyList<OperationResult> Read(ref JuteReader reader, IReadOnlyList<IRequest> asked,
        ProtocolLimits limits)
    {
        var results = new List<OperationResult>(Math.Min(asked.Count, RecordCapacity.Initial));
        while (true)
        {
            MultiHeaderRecord header = MultiHeaderRecord.Read(ref reader);
            if (header.IsEnd || reader.Fault != DecodeFault.None)
                break;
            if (results.Count == asked.Count)
                reader.Fail(DecodeFault.UnexpectedAnswer);
            else
                results.Add(ReadSlot(ref reader, header.Type, asked[results.Count].OpCode, limits));
        }

        if (results.Count != asked.Count)
            reader.Fail(DecodeFault.UnexpectedAnswer);
        return results;
    }

    // The error stands twice: in the header and as the slot's body (ErrorResult).
    private static void WriteError(JuteWriter writer, ErrorCode code)
    {
        new MultiHeaderRecord(OpCode.Error, IsEnd: false, (int)code).Write(writer);
        writer.WriteInt32((int)code);
    }

    private static void WriteSuccess(JuteWriter writer, in OperationResult result, WireDialect dialect)
    {
        OpCode type = TypeOf(result.OpCode, dialect);
        new MultiHeaderRecord(type, IsEnd: false, 0).Write(writer);
        if (result.Body is { } body)
            AnswerBody.Write(writer, dialect, type, body, ErrorCode.Ok);
    }

    // ZooKeeper answers containers and times to live as create2 (CreateResult.java), and children in a multi-read
    // without their parent's stat.
    private static OpCode TypeOf(OpCode asked, WireDialect dialect) => asked switch
    {
        OpCode.CreateContainer or OpCode.CreateTtl => OpCode.Create2,
        OpCode.GetChildren2 when dialect == WireDialect.Apache => OpCode.GetChildren,
        _ => asked,
    };

    private static OperationResult ReadSlot(ref JuteReader reader, OpCode type, OpCode asked, ProtocolLimits limits)
    {
        if (type == OpCode.Error)
            return new(asked, (ErrorCode)reader.ReadInt32(), Body: null);

        if (!Answers(type, asked))
            reader.Fail(DecodeFault.UnexpectedAnswer);
        return new(asked, ErrorCode.Ok, AnswerReader.ReadBody(ref reader, type, limits));
    }

    private static bool Answers(OpCode type, OpCode asked) => type switch
    {
        OpCode.Create or OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl =>
            asked is OpCode.Create or OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl,
        OpCode.GetChildren => asked == OpCode.GetChildren2,
        OpCode.Delete or OpCode.SetData or OpCode.Check or OpCode.GetData or OpCode.GetChildren2 => type == asked,
        _ => false,
    };
}
