using Coordination.Requests;
using Coordination.Testing.Contracts.Cases;

namespace Coordination.Testing.Contracts;

/// <summary>All contract cases.</summary>
public static class ContractCases
{
    /// <summary>Every case, with names that differ.</summary>
    public static IReadOnlyList<ContractCase> All { get; } =
    [
        .. CreationCases.All, .. CreateModeCases.All, .. WriteCases.All, .. ReadCases.All, .. MultiCases.All,
        .. WatchCases.All, .. StreamCases.All, .. SessionCases.All, .. AclCases.All, .. ChrootCases.All,
        .. ArgumentCases.All, .. CallCases.All, .. RequestCases.All, .. LimitCases.All, .. EverydayCases.All,
        .. TrapCases.All,
    ];

    /// <summary>The cases that can be run where there is this.</summary>
    public static IReadOnlyList<ContractCase> For(ContractNeeds offers) =>
        [.. All.Where(contract => (contract.Needs & ~offers) == ContractNeeds.None)];

    internal static ContractCase Case(
        string name, Func<ContractContext, Task> run, ContractNeeds needs = ContractNeeds.None) =>
        new(name, run, needs, []);

    /// <summary>A case in which a call is refused, and nothing is changed by it.</summary>
    internal static ContractCase Refused(
        OpCode operation,
        ErrorCode code,
        string when,
        Func<ContractContext, Task> call,
        Func<ContractContext, Task>? given = null,
        ContractNeeds needs = ContractNeeds.None,
        BadInput? tries = null) =>
        new($"{operation} is refused with {code} {when}", async context =>
        {
            if (given is not null)
                await given(context).ConfigureAwait(false);
            string before = await context.DescribeAsync().ConfigureAwait(false);
            await Expect.RefusedAsync(code, () => call(context)).ConfigureAwait(false);
            Expect.Equal(before, await context.DescribeAsync().ConfigureAwait(false));
        }, needs, [new Refusal(operation, code)])
        {
            Tries = tries is { } input ? [new Trial(operation.ToString(), input)] : [],
        };
}
