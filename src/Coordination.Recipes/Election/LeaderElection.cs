using System.Runtime.CompilerServices;
using System.Text;
using Coordination.Recipes.Contenders;
using Coordination.Recipes.Locks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coordination.Recipes.Election;

/// <summary>
/// One of many candidates leads, of all processes and machines that use the ensemble. Who comes next is known: by
/// priority, then by the order of entry; the end of a leader wakes that one only.
/// </summary>
/// <remarks>
/// <para>Candidates are ephemeral sequential znodes below the election's path, a container where the server has them;
/// who leads is written on that znode itself, and the write is the grant.</para>
/// <para><b>Suspended</b> while waiting: the place is kept. <b>Lost</b> while waiting: the candidate enters again when
/// the next session stands. For a leader see <see cref="Leadership"/>. <b>Cancelled</b>: the place is given up at once.
/// Lost answers leave no orphan and no grant in doubt: both are looked up.</para>
/// </remarks>
public sealed class LeaderElection
{
    private readonly ElectionOptions _options;
    private readonly ContenderLine _line;
    private readonly ILogger _logger;

    internal LeaderElection(ICoordinationClient client, ZPath path, ElectionOptions options)
    {
        options.Validate();
        Client = client;
        Path = path;
        _options = options;
        _line = new ContenderLine(client, path);
        _logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<LeaderElection>();
    }

    /// <summary>The znode below which candidates stand.</summary>
    public ZPath Path { get; }

    internal ICoordinationClient Client { get; }

    /// <summary>Waits until it leads, for one term.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="RequestRejectedException">The path may not be used (<see cref="ErrorCode.NoAuth"/>).
    /// </exception>
    public async ValueTask<Leadership> WaitAsync(CancellationToken cancellationToken = default)
    {
        var rule = new ElectionRule(_line, _options.Id);
        var waiter = new TurnWaiter(_line, rule);
        string label = CandidateName.Label(_options.Priority);
        Contender? mine = await waiter.AcquireAsync(
            () => ContenderNames.Curator(Client, label), _options.Id, waits: true, cancellationToken)
            .ConfigureAwait(false);
        // Not null: who waits leads in the end, or is cancelled.
        return new Leadership(Client, new LockGrant(_line, mine!, _options.Id, _logger), rule.Grant);
    }

    /// <summary>
    /// Works whenever it leads, term after term, until it is cancelled: the campaign never ends by itself. A term ends
    /// when the work returns, throws (then it stays out for <see cref="ElectionOptions.RetryDelay"/>, and the failure
    /// is logged), or the leadership is lost; the next begins when it leads again. The next term is not sought before
    /// the work has returned.
    /// </summary>
    /// <param name="work">
    /// What a leader does. Its token is cancelled before anybody else can lead; then it must stop. The leadership is
    /// resigned when it has returned.
    /// </param>
    /// <param name="cancellationToken">Ends the campaign: the work's token is cancelled, and it resigns.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled: the only way out but the next.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public Task RunAsLeaderAsync(
        Func<Leadership, CancellationToken, Task> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return new Campaign(this, _options, _logger).RunAsync(work, cancellationToken);
    }

    /// <summary>Campaigns in the background and tells whether it leads; dispose it to resign.</summary>
    public LeaderLatch StartLatch() => new(this, Client.TimeProvider);

    /// <summary>Who leads now; null where nobody does.</summary>
    public async ValueTask<Leader?> GetLeaderAsync(CancellationToken cancellationToken = default)
    {
        ZNode? grant = await Client.TryGetAsync(Path, options: null, cancellationToken).ConfigureAwait(false);
        if (grant is not { } read || GrantRecord.Read(read.Data.Span) is not { } record)
            return null;
        ZPath path = Path / record.Name;
        Stat? candidate = await Client.ExistsAsync(path, options: null, cancellationToken).ConfigureAwait(false);
        return candidate is null ? null : new Leader(record.Id, read.Stat.Mzxid.Value, path);
    }

    /// <summary>
    /// Yields who leads, then every change, for observers that need not be candidates; null while nobody does. A slow
    /// reader skips to the newest. Tokens never go back.
    /// </summary>
    public async IAsyncEnumerable<Leader?> WatchLeaderAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        bool isFirst = true;
        Leader? seen = null;
        await foreach (WatchEvent _ in Client.WatchAsync(Path, options: null, cancellationToken).ConfigureAwait(false))
        {
            Leader? leader = await LookAsync(cancellationToken).ConfigureAwait(false);
            if (!isFirst && leader == seen)
                continue;
            isFirst = false;
            seen = leader;
            yield return leader;
        }
    }

    /// <summary>Who leads and who stands since when, the leader first, then in the order of succession.</summary>
    public async ValueTask<IReadOnlyList<Candidate>> GetCandidatesAsync(CancellationToken cancellationToken = default)
    {
        Leader? leader = await GetLeaderAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ZNode> znodes;
        try
        {
            znodes = await Client.GetChildrenWithDataAsync(Path, options: null, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
        {
            return [];
        }

        List<(CandidateName Name, Candidate Candidate)> line = [];
        foreach (ZNode znode in znodes)
        {
            if (CandidateName.TryParse(znode.Path.Name.ToString(), out CandidateName name))
                line.Add((name, Describe(znode, name, leader)));
        }

        return
        [
            .. line.OrderByDescending(static entry => entry.Candidate.IsLeader)
                .ThenBy(static entry => entry.Name, Comparer<CandidateName>.Create(
                    static (a, b) => a == b ? 0 : a.IsBefore(b) ? -1 : 1))
                .Select(static entry => entry.Candidate),
        ];
    }

    private static Candidate Describe(in ZNode znode, in CandidateName name, Leader? leader) => new(
        znode.Path,
        Encoding.UTF8.GetString(znode.Data.Span),
        name.Priority,
        znode.Path == leader?.Path,
        DateTimeOffset.FromUnixTimeMilliseconds(znode.Stat.CtimeMs));

    // A look that is cut short by a lost session is made again in the next.
    private async ValueTask<Leader?> LookAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await GetLeaderAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (SessionExpiredException)
            {
            }
        }
    }
}
