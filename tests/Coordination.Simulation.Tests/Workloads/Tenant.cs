using System.Text;
using Coordination.Requests;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Workloads;

/// <summary>
/// A client below a root of its own, whose znodes are for itself alone: it never sees a path of the ensemble's, and
/// nobody else sees its data.
/// </summary>
internal sealed class Tenant
{
    private readonly SimulatedProcess _process;
    private readonly SeededRandom _random;
    private readonly ZPath _home;
    private int _values;

    public Tenant(SimulatedProcess process, SeededRandom random)
    {
        _process = process;
        _random = random;
        _home = Worker.Tenants / process.Name.Replace('/', '-');
    }

    public async Task LiveAsync()
    {
        await _process.Client.EnsurePathAsync(_home);
        var options = new CoordinationClientOptions { Chroot = _home, DefaultAcl = Acl.CreatorAll };
        options.Auth.Add(new AuthCredentials("digest", Encoding.UTF8.GetBytes($"{_home.Name}:secret")));
        await using ICoordinationClient client = await _process.ConnectAsync(options);
        Task watching = _random.Chance(0.5) ? WatchAsync(client) : Task.CompletedTask;
        for (int i = _random.Next(2, 8); i > 0; i--)
        {
            try
            {
                await StepAsync(client, "/" + _random.Next(2));
            }
            catch (CoordinationException error)
            {
                CheckSeen((error as RequestRejectedException)?.Path);
            }
        }

        await client.DisposeAsync();
        await watching;
    }

    private async Task StepAsync(ICoordinationClient client, ZPath path)
    {
        switch (_random.Next(6))
        {
            case 0:
                CheckSeen(await client.CreateAsync(path, NextValue()));
                break;
            case 1:
                await CommitAsync(client, path);
                break;
            case 2:
                await client.CreateAsync("/mine-", NextValue(), CreateMode.EphemeralSequential);
                foreach (ZPath ephemeral in await client.GetEphemeralsAsync())
                    CheckSeen(ephemeral);
                break;
            case 3:
                await SpyAsync(path);
                break;
            case 4:
                await client.SetOrCreateAsync(path, NextValue());
                break;
            default:
                CheckOwn(await client.GetAclAsync(path));
                break;
        }
    }

    private async Task CommitAsync(ICoordinationClient client, ZPath path)
    {
        IReadOnlyList<OperationResult> results = await client.Transaction()
            .Create("/many-", NextValue(), CreateMode.PersistentSequential).Set(path, NextValue()).CommitAsync();
        ZPath created = ((CreateResponse)results[0].Body!).Path; // Not null: it succeeded.
        CheckSeen(created);
        CheckOwn(await client.GetAclAsync(created));
    }

    // The process' other client is somebody else to the ensemble.
    private async Task SpyAsync(ZPath path)
    {
        ZPath full = ZPath.Parse(_home.Value + path.Value);
        ZNode? seen = null;
        try
        {
            seen = await _process.Client.TryGetAsync(full);
        }
        catch (CoordinationException)
        {
            // As it should be.
        }

        if (seen is { } znode)
            throw new CheckFailedException($"{_process} reads '{full}', which is not for it: {znode.Stat}.");
    }

    private async Task WatchAsync(ICoordinationClient client)
    {
        try
        {
            await foreach (WatchEvent change in client.WatchAsync("/", new WatchOptions { Recursive = true }))
                CheckSeen(change.Path);
        }
        catch (ObjectDisposedException)
        {
            // The tenant has moved out.
        }
    }

    private void CheckSeen(ZPath? path)
    {
        if (path is { } seen && seen.IsAtOrBelow(Worker.Tenants))
            throw new CheckFailedException($"{_process} lives below '{_home}' and sees '{seen}'.");
    }

    private void CheckOwn(GetAclResponse found)
    {
        if (found.Acl.Any(entry => entry.Id.Scheme != "digest"))
            throw new CheckFailedException(
                $"{_process} created a znode of its own that {string.Join(", ", found.Acl)} may use.");
    }

    private byte[] NextValue() => Encoding.UTF8.GetBytes($"{_process.Name}/tenant/{_values++}");
}
