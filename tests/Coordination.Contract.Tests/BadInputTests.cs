using System.Reflection;
using Coordination.Requests;
using Coordination.Testing.Contracts;
using Coordination.Testing.Contracts.Cases;

namespace Coordination.Contract.Tests;

/// <summary>
/// Every operation of a client with every bad input: a case tries it, or a reason says why it cannot be.
/// </summary>
public sealed class BadInputTests
{
    private static readonly string[] Creations =
    [
        "Create", "CreateWithStat", "Create of a container", "Create with a time to live", "A transaction with Create",
        "EnsurePath", "SetOrCreate",
    ];

    private static readonly string[] Writes = [.. Creations, "Set", "SetAcl", "A transaction with Set"];

    private static readonly string[] Versioned =
        ["Delete", "Set", "SetAcl", "A transaction with Check", "A transaction with Set", "A transaction with Delete"];

    private static HashSet<Trial> Tried { get; } = [.. ContractCases.All.SelectMany(contract => contract.Tries)];

    [Fact]
    public void Every_operation_is_tried_with_every_bad_input_that_it_can_be_given() => Assert.Equal(
        [],
        from operation in ClientOperation.All
        from input in Enum.GetValues<BadInput>()
        where IsTried(operation, input) == (Senseless(operation, input) is not null)
        select $"{operation.Name} with {input}");

    [Fact]
    public void Every_trial_is_of_an_operation_that_there_is() => Assert.Equal(
        [],
        Tried.Where(trial => !ClientOperation.All.Any(operation => NamesOf(operation).Contains(trial.Operation))));

    /// <summary>The operations of the table, on a client that only notes what it is called for.</summary>
    [Fact]
    public async Task The_operations_are_all_that_a_client_has()
    {
        HashSet<string> called = [];
        foreach (ClientOperation operation in ClientOperation.All)
        {
            ICoordinationClient client = DispatchProxy.Create<ICoordinationClient, NotingClient>();
            ((NotingClient)client).Called = called;
            await Assert.ThrowsAnyAsync<Exception>(() => operation.Call(client, "/x", default));
        }

        string[] about = ["DetachAsync", "WaitForConnectionAsync", "WatchConnectionAsync"]; // The client itself.
        Assert.Equal(
            typeof(ICoordinationClient).GetMethods().Where(method => !method.IsSpecialName)
                .Select(method => method.Name).Distinct().Except(about).Order(),
            called.Order());
    }

    private static bool IsTried(ClientOperation operation, BadInput input) =>
        NamesOf(operation).Any(name => Tried.Contains(new Trial(name, input)));

    private static string[] NamesOf(ClientOperation operation) =>
        operation.IsComposed || !operation.TakesPath || operation.OpCode == OpCode.Multi
            ? [operation.Name]
            : [operation.Name, operation.OpCode.ToString()];

    /// <summary>Why an operation cannot be given such an input; null where it can.</summary>
    private static string? Senseless(ClientOperation operation, BadInput input) => input switch
    {
        BadInput.IllegalPath when !operation.TakesPath => "It takes no path; a prefix of ephemerals is text.",
        BadInput.WrongVersion when operation.Name == "Reconfig" => "It is refused as it is, in this release.",
        BadInput.WrongVersion when !Versioned.Contains(operation.Name) => "It takes no version.",
        BadInput.TooLarge when operation.Name is "AddAuth" or "Reconfig" => "A frame alone limits it (ContractTable).",
        BadInput.TooLarge when operation.Name == "EnsurePath" => "It takes no data.",
        BadInput.TooLarge when !Writes.Contains(operation.Name) => "It takes no data; paths are RequestCases'.",
        BadInput.Missing when !operation.TakesPath => "It names no znode.",
        BadInput.Missing when operation.Name == "EnsurePath" => "It makes what is missing.",
        BadInput.Missing when operation.Name == "Sync" => "The path is only handed back.",
        BadInput.Missing when operation.Name == "Watch" => "A znode is watched before it is there.",
        BadInput.MalformedAcl when !Creations.Contains(operation.Name) && operation.Name != "SetAcl" =>
            "It takes no ACL.",
        BadInput.NegativeTimeToLive when !Creations.Contains(operation.Name) => "It takes no time to live.",
        _ => null,
    };

    /// <summary>A client that does nothing.</summary>
    public class NotingClient : DispatchProxy
    {
        /// <summary>Names of what was called.</summary>
        internal HashSet<string> Called { get; set; } = [];

        /// <inheritdoc />
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Called.Add(targetMethod!.Name); // Not null: interfaces have methods only.
            throw new InvalidOperationException("Noted.");
        }
    }
}
