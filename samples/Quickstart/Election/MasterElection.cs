namespace Quickstart.Election;

/// <summary>A master is elected, dies, and is replaced.</summary>
internal static class MasterElection
{
    private static readonly string[] Names = ["X", "Y", "Z"];

    public static async Task PlayAsync(Participants participants, CancellationToken cancellationToken)
    {
        Console.WriteLine("\n--- A master is elected, dies, and is replaced");
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var standing = new List<Task<Candidate>>();
        foreach (string name in Names)
        {
            var candidate = new Candidate(name, await participants.ConnectAsync(cancellationToken));
            standing.Add(candidate.WinAsync(stopping.Token));
        }

        Candidate master = await NextMasterAsync(standing);
        Console.WriteLine($"{master.Name} {Participants.Death}.");
        await master.Client.DetachAsync();
        await NextMasterAsync(standing);

        await stopping.CancelAsync();
        await Task.WhenAll((IEnumerable<Task>)standing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task<Candidate> NextMasterAsync(List<Task<Candidate>> standing)
    {
        Task<Candidate> won = await Task.WhenAny(standing);
        standing.Remove(won);
        return await won;
    }
}
