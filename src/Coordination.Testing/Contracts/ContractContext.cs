using Coordination.Testing.Contracts.Cases;
using Coordination.Transports;
using Coordination.Work;

namespace Coordination.Testing.Contracts;

/// <summary>What a contract case works with: a client, a path of its own, and ways to get more.</summary>
public sealed class ContractContext : IAsyncDisposable
{
    private static readonly ZPath Prefix = "/contract-";
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    private readonly ContractHost _host;
    private readonly ITransport _transport;
    private readonly bool _identifies;
    private readonly List<IAsyncDisposable> _opened = [];
    private ICoordinationClient? _client;

    internal ContractContext(ContractHost host, ContractNeeds needs)
    {
        _host = host;
        _transport = new WitnessTransport(host.Transport, Witness);
        _identifies = needs.HasFlag(ContractNeeds.RequiredIdentity);
    }

    /// <summary>What was answered and refused by now.</summary>
    internal Witness Witness { get; } = new();

    /// <summary>A client whose root is the ensemble's.</summary>
    public ICoordinationClient Client => _client ?? throw new InvalidOperationException("The case has not begun.");

    /// <summary>A znode of the case's own, empty at first; all of its znodes are below it.</summary>
    public ZPath Root { get; private set; }

    /// <summary>The clock of all clients.</summary>
    public TimeProvider TimeProvider => _host.TimeProvider;

    /// <summary>
    /// The session time-out to ask for, and the time to live to give, where the case waits for their end.
    /// </summary>
    public TimeSpan ShortTime => _host.ShortTime;

    /// <summary>
    /// The session time-out to ask for where a session is to live past it: longer, as a machine may be late.
    /// </summary>
    internal TimeSpan SafeTime => ShortTime * 2;

    /// <summary>Connects one more client, which the case may dispose or leave.</summary>
    public async ValueTask<ICoordinationClient> ConnectAsync(CoordinationClientOptions? options = null)
    {
        CoordinationClient client = Start(_transport, options);
        await client.WaitForConnectionAsync().ConfigureAwait(false);
        return client;
    }

    /// <summary>Connects one more client, by a way that the case can cut.</summary>
    internal async ValueTask<(ICoordinationClient Client, FaultTransport Link)> ConnectByLinkAsync(
        CoordinationClientOptions? options = null)
    {
        FaultTransport link = MakeLink();
        CoordinationClient client = Start(link, options);
        await client.WaitForConnectionAsync().ConfigureAwait(false);
        return (client, link);
    }

    /// <summary>Starts one more client, which cannot connect.</summary>
    internal ICoordinationClient StartCutOff(CoordinationClientOptions? options = null)
    {
        FaultTransport link = MakeLink();
        link.Partition();
        return Start(link, options);
    }

    /// <summary>Calls an operation, and notes how it ended where no server said so.</summary>
    internal async Task CallAsync(
        ClientOperation operation, ICoordinationClient client, ZPath path, CallChoices choices)
    {
        try
        {
            await operation.Call(client, path, choices).ConfigureAwait(false);
        }
        catch (CoordinationException ended)
        {
            if (!operation.IsComposed)
                Witness.Note(operation.OpCode, ended.Code);
            throw;
        }
    }

    /// <summary>Opens a bare connection with a session of its own, for what no client sends.</summary>
    public async ValueTask<BareConnection> OpenAsync(
        SessionTicket ticket = default, TimeSpan? timeout = null, Zxid lastZxid = default)
    {
        var connection = new BareConnection(_host.TimeProvider);
        _opened.Add(connection);
        TimeSpan asked = timeout ?? TimeSpan.FromSeconds(10);
        await connection.ConnectAsync(_transport, ticket, asked, lastZxid).ConfigureAwait(false);
        return connection;
    }

    /// <summary>Lets time pass.</summary>
    public ValueTask DelayAsync(TimeSpan time) => _host.TimeProvider.DelayAsync(time);

    /// <summary>Waits until something is so.</summary>
    /// <exception cref="ContractBrokenException">It is not in the host's patience.</exception>
    public async Task WaitUntilAsync(Func<Task<bool>> isSo, string what)
    {
        ArgumentNullException.ThrowIfNull(isSo);
        long begin = _host.TimeProvider.GetTimestamp();
        while (!await isSo().ConfigureAwait(false))
        {
            if (_host.TimeProvider.GetElapsedTime(begin) > _host.Patience)
                throw new ContractBrokenException($"Waited {_host.Patience} in vain until {what}.");
            await DelayAsync(LookAgain).ConfigureAwait(false);
        }
    }

    /// <summary>Closes everything that the case has opened.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable opened in _opened)
            await opened.DisposeAsync().ConfigureAwait(false);
    }

    internal async Task BeginAsync()
    {
        var options = new CoordinationClientOptions();
        if (_identifies)
            options.Auth.Add(AclCases.OwnerCredentials);
        _client = await ConnectAsync(options).ConfigureAwait(false);
        Root = await Client.CreateAsync(Prefix, mode: CreateMode.PersistentSequential).ConfigureAwait(false);
    }

    internal async Task EndAsync()
    {
        ICoordinationClient client = await AclCases.OwnerAsync(this).ConfigureAwait(false);
        await client.DeleteRecursiveAsync(Root).ConfigureAwait(false);
    }

    /// <summary>All that can be seen below the case's path, as text: to tell that nothing was changed.</summary>
    internal async Task<string> DescribeAsync()
    {
        ICoordinationClient client = Client;
        var lines = new List<string>();
        await DescribeAsync(client, Root, lines).ConfigureAwait(false);
        return string.Join('\n', lines);
    }

    private FaultTransport MakeLink() =>
        new(_transport, Faults.None, (ulong)_opened.Count, _host.TimeProvider);

    private CoordinationClient Start(ITransport transport, CoordinationClientOptions? options)
    {
        options ??= new CoordinationClientOptions();
        options.TimeProvider = _host.TimeProvider;
        options.Random ??= new SeededRandom((ulong)_opened.Count);
        CoordinationClient client = CoordinationClient.Start([transport], options);
        _opened.Add(client);
        return client;
    }

    private static async Task DescribeAsync(ICoordinationClient client, ZPath path, List<string> lines)
    {
        try
        {
            ZNode znode = await client.GetAsync(path).ConfigureAwait(false);
            lines.Add($"{path} {znode.Stat} {Convert.ToHexString(znode.Data.Span)}");
            ZChildren children = await client.GetChildrenAsync(path).ConfigureAwait(false);
            foreach (string name in children.Names.Order(StringComparer.Ordinal))
                await DescribeAsync(client, path / name, lines).ConfigureAwait(false);
        }
        catch (RequestRejectedException hidden)
        {
            lines.Add($"{path} {hidden.Code}");
        }
    }
}
