using System.Globalization;

namespace Coordination.Crush;

/// <summary>The choose_args of a text: weight sets.</summary>
internal sealed class WeightSetSection(TokenReader reader, MapDraft draft)
{
    public void Compile()
    {
        while (reader.TryTake("choose_args"))
            ReadSet();
    }

    private void ReadSet()
    {
        Token number = reader.Take();
        long index = ReadIndex(number);
        if (draft.WeightSets.ContainsKey(index))
            throw number.Error($"choose_args {number.Text} is defined twice");
        var set = new WeightSet();
        draft.WeightSets[index] = set;
        reader.Expect("{");
        while (reader.TryTake("{"))
            ReadEntry(set);
        reader.Expect("}");
    }

    /// <summary>
    /// Ceph reads a signed 64-bit number that saturates and keeps its lower 32 bits; so 18446744073709551615, as it
    /// prints -1, becomes -1 again.
    /// </summary>
    private static long ReadIndex(Token number)
    {
        if (!Int128.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out Int128 value))
            throw number.Error($"the index of a weight set expected, not '{number.Text}'");
        return (int)(long)Int128.Clamp(value, long.MinValue, long.MaxValue);
    }

    private void ReadEntry(WeightSet set)
    {
        reader.Expect("bucket_id");
        Token at = reader.Peek;
        int bucketId = reader.TakeInt("the id of a bucket", CrushLimits.MinBucketId, -1);
        if (draft.Find(bucketId) is not { } bucket)
            throw at.Error($"bucket {bucketId} does not exist");

        List<uint[]> positions = [];
        List<int> ids = [];
        if (reader.TryTake("weight_set"))
        {
            reader.Expect("[");
            while (reader.TryTake("["))
                positions.Add(ReadWeights(bucket));
            reader.Expect("]");
        }
        if (reader.TryTake("ids"))
        {
            reader.Expect("[");
            while (reader.Peek.Text != "]")
                ids.Add(reader.TakeInt("an id"));
            CheckCount(reader.Take(), ids.Count, bucket, "ids");
        }
        reader.Expect("}");
        set.Entries[CrushItem.Slot(bucketId)] = new WeightSetEntry([.. positions], [.. ids]);
    }

    private uint[] ReadWeights(Bucket bucket)
    {
        List<uint> weights = [];
        while (reader.Peek.Text != "]")
        {
            Token number = reader.Take();
            weights.Add(Weight.TryParse(number.Text, out Weight weight) ? weight.Fixed
                : throw number.Error($"a weight from 0 to below 65536 expected, not '{number.Text}'"));
        }
        CheckCount(reader.Take(), weights.Count, bucket, "weights");
        return [.. weights];
    }

    private static void CheckCount(Token at, int count, Bucket bucket, string what)
    {
        if (count != bucket.Items.Length)
            throw at.Error($"bucket {bucket.Id} has {bucket.Items.Length} items, but {count} {what} are given");
    }
}
