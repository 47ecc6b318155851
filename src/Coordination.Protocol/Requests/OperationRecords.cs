using Coordination.Requests;

namespace Coordination.Protocol;

/// <summary>
/// The operations of a multi or a multi-read (<c>MultiOperationRecord.java</c>): each behind a header, and a header
/// that says the end.
/// </summary>
internal static class OperationRecords
{
    public static void Write(JuteWriter writer, IReadOnlyList<IRequest> operations, WireDialect dialect)
    {
        for (int i = 0; i < operations.Count; i++)
        {
            OpCode type = TypeOf(operations[i], dialect);
            new MultiHeaderRecord(type, IsEnd: false, -1).Write(writer);
            RequestBody.Write(writer, type, operations[i], dialect);
        }

        MultiHeaderRecord.End.Write(writer);
    }

    public static IReadOnlyList<IRequest> Read(
        ref JuteReader reader, OpCode multi, WireDialect dialect, ProtocolLimits limits)
    {
        var operations = new List<IRequest>();
        while (true)
        {
            MultiHeaderRecord header = MultiHeaderRecord.Read(ref reader);
            if (header.IsEnd || reader.Fault != DecodeFault.None)
                return operations;

            JuteReader start = reader;
            IRequest? operation = multi == OpCode.Multi
                ? ReadWrite(ref reader, header.Type, limits)
                : ReadRead(ref reader, header.Type, ListingIn(dialect), limits);
            if (operation is not null && UnreadableSlot.IsCause(reader.Fault))
            {
                reader = start;
                operation = UnreadableSlot.PassOver(ref reader, header.Type, limits);
            }

            if (operation is null)
                reader.Fail(DecodeFault.UnknownOperation);
            else if (operations.Count == limits.MaxOperations)
                reader.Fail(DecodeFault.OverLimit);
            else
                operations.Add(operation);
        }
    }

    private static IRequest? ReadWrite(ref JuteReader reader, OpCode type, ProtocolLimits limits) => type switch
    {
        OpCode.Create or OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl =>
            RequestRecords.ReadCreate(ref reader, type, limits),
        OpCode.Delete => RequestRecords.ReadDelete(ref reader, limits),
        OpCode.SetData => RequestRecords.ReadSetData(ref reader, limits),
        OpCode.Check => RequestRecords.ReadCheck(ref reader, limits),
        _ => null,
    };

    private static IRequest? ReadRead(ref JuteReader reader, OpCode type, OpCode listing, ProtocolLimits limits)
    {
        if (type == OpCode.GetData)
            return RequestRecords.ReadGetData(ref reader, limits);
        return type == listing ? RequestRecords.ReadGetChildren(ref reader, limits) : null;
    }

    private static OpCode TypeOf(IRequest operation, WireDialect dialect) =>
        operation is GetChildrenRequest ? ListingIn(dialect) : operation.OpCode;

    // ZooKeeper's multi-read lists children by getChildren alone, whose answer has no stat; that of ours has one.
    private static OpCode ListingIn(WireDialect dialect) =>
        dialect == WireDialect.Apache ? OpCode.GetChildren : OpCode.GetChildren2;
}
