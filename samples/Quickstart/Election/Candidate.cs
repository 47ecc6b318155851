using System.Text;
using Coordination;

namespace Quickstart.Election;

/// <summary>
/// Whoever creates the ephemeral znode /master is the master; the others watch it and try again when it is gone.
/// </summary>
internal sealed record Candidate(string Name, ICoordinationClient Client)
{
    private static readonly ZPath Master = "/master";

    /// <summary>Stands until elected.</summary>
    public async Task<Candidate> WinAsync(CancellationToken cancellationToken)
    {
        while (!await TryWinAsync(cancellationToken))
        {
            using var gone = new OneShotWatch(Client.TimeProvider);
            var options = new ReadOptions { Watch = gone };
            if (await Client.TryGetAsync(Master, options, cancellationToken) is { } master)
            {
                Console.WriteLine($"Candidate {Name} sees that {Encoding.UTF8.GetString(master.Data.Span)} is master.");
                await gone.FiredAsync(cancellationToken);
            }
        }

        return this;
    }

    private async Task<bool> TryWinAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Client.CreateAsync(
                Master, Encoding.UTF8.GetBytes(Name), CreateMode.Ephemeral, cancellationToken: cancellationToken);
            Console.WriteLine($"Candidate {Name} is elected master.");
            return true;
        }
        catch (RequestRejectedException e) when (e.Code == ErrorCode.NodeExists)
        {
            return false;
        }
    }
}
