using Coordination.Testing.Contracts.Cases;
using Coordination.Work;

namespace Coordination.Testing.Contracts;

/// <summary>
/// One thing that a client may rely on, whatever the transport, as data: any test framework can run it, and anybody can
/// run it against an ensemble of their own. See <see cref="ContractCases.All"/>.
/// </summary>
/// <param name="Name">What holds, as a sentence.</param>
/// <param name="Run">
/// Shows that it holds, below a path of its own; throws <see cref="ContractBrokenException"/> if not.
/// </param>
/// <param name="Needs">What the ensemble must have.</param>
/// <param name="Covers">Which refusals it shows: each is seen while it runs, or it does not hold.</param>
public sealed record ContractCase(
    string Name,
    Func<ContractContext, Task> Run,
    ContractNeeds Needs,
    IReadOnlyList<Refusal> Covers)
{
    /// <summary>Which operations it calls with which bad inputs.</summary>
    internal IReadOnlyList<Trial> Tries { get; init; } = [];

    /// <summary>Runs it below a fresh path, which is deleted afterwards.</summary>
    /// <exception cref="ContractBrokenException">It does not hold.</exception>
    /// <exception cref="ArgumentException">The host has not what the case needs.</exception>
    public async Task RunAsync(ContractHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        if ((Needs & ~host.Offers) != ContractNeeds.None)
            throw new ArgumentException($"'{Name}' needs {Needs}, and there is {host.Offers}.", nameof(host));

        var context = new ContractContext(host, Needs);
        await using (context.ConfigureAwait(false))
        {
            var ended = new Completion<bool>(WorkScheduler.For(host.TimeProvider));
            ITimer limit = host.TimeProvider.CreateTimer(
                _ => ended.TrySetException(new ContractBrokenException($"Not shown within {host.Patience}.")),
                state: null,
                host.Patience,
                Timeout.InfiniteTimeSpan);
            await using (limit.ConfigureAwait(false))
            {
                _ = RunAsync(context, ended);
                await ended.Task.ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc />
    public override string ToString() => Name;

    private void HoldToItsWord(Witness witness)
    {
        Refusal[] missed = [.. Covers.Except(witness.Refusals)];
        if (missed is not [])
            throw new ContractBrokenException($"It shows nothing of {string.Join(", ", missed)}.");
        // That its session is over a foreign server may answer to anything, before it closes the connection.
        Refusal[] unknown = [.. witness.Refusals.Except(ContractTable.Refusals).Where(seen =>
            seen.Code is not (ErrorCode.SessionExpired or ErrorCode.SessionMoved or ErrorCode.UnknownSession))];
        if (unknown is not [])
            throw new ContractBrokenException($"{nameof(ContractTable)} does not know {string.Join(", ", unknown)}.");
    }

    // What comes too late is of no interest: the case has failed.
    private async Task RunAsync(ContractContext context, Completion<bool> ended)
    {
        try
        {
            await context.BeginAsync().ConfigureAwait(false);
            await Run(context).ConfigureAwait(false);
            HoldToItsWord(context.Witness);
            await context.EndAsync().ConfigureAwait(false);
            ended.TrySetResult(true);
        }
        catch (Exception failure)
        {
            ended.TrySetException(failure);
        }
    }
}
