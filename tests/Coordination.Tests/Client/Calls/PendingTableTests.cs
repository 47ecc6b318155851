using Coordination.Calls;
using Coordination.Requests;
using FsCheck.Xunit;

namespace Coordination.Tests.Client.Calls;

public sealed class PendingTableTests
{
    [Property]
    public bool It_holds_what_was_added_and_not_taken_in_order(bool?[] steps)
    {
        var table = new PendingTable();
        var model = new SortedSet<int>();
        int next = 1;
        foreach (bool? step in steps)
        {
            if (step is null && model.Count == 0)
            {
                table.Skip();
                next++;
            }
            else if (step != false)
            {
                table.Add(Call());
                model.Add(next++);
            }
            else if (model.Count > 0)
            {
                int taken = model.ElementAt(model.Count / 2);
                if (table.Take(taken)?.Xid != taken || table.Take(taken) is not null)
                    return false;
                model.Remove(taken);
            }

            if (table.AckedXid != (model.Count > 0 ? model.Min : next) - 1 || table.Count != model.Count)
                return false;
        }

        return table.ToArray().Select(call => call.Xid).SequenceEqual(model);
    }

    [Fact]
    public void It_grows_and_keeps_everything()
    {
        var table = new PendingTable();
        for (int i = 0; i < 5_000; i++)
            table.Add(Call());

        Assert.Equal(Enumerable.Range(1, 5_000), table.ToArray().Select(call => call.Xid));
        Assert.Equal(4_321, table.Take(4_321)?.Xid);
    }

    [Fact]
    public void After_the_greatest_number_it_begins_anew()
    {
        var table = new PendingTable();
        table.ContinueAfter(int.MaxValue - 2);
        for (int i = 0; i < 100; i++)
            table.Add(Call());

        Assert.Equal([int.MaxValue - 1, int.MaxValue, 1, 2], table.ToArray().Take(4).Select(call => call.Xid));
        Assert.Equal(int.MaxValue, table.Take(int.MaxValue)?.Xid);
        Assert.Equal(98, table.Take(98)?.Xid);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(7)]
    public void It_has_no_call_of_a_number_that_it_did_not_give(int xid)
    {
        var table = new PendingTable();
        table.Add(Call());

        Assert.Null(table.Take(xid));
    }

    private static ControlCall<PingRequest> Call() => new(new PingRequest(), outlivesConnection: false, _ => { });
}
