namespace Coordination.Repository.Tests.Layout;

/// <summary>
/// Every place where a rule is switched off. A new one is a decision, so it is written down here and reviewed.
/// </summary>
internal static class Exemptions
{
    public static readonly string[] EditorConfigs =
    [
        ".editorconfig [tests/**.cs] IDE0005",
        "src/Coordination.Abstractions/Errors/.editorconfig [RequestRejectedException.cs] RS0022",
        "src/Coordination.Abstractions/Work/.editorconfig [*.cs] RS0030",
        "src/Coordination.Testing/Contracts/Cases/.editorconfig [*.cs] CA2007",
        "src/Coordination.Testing/Execution/.editorconfig [*.cs] RS0030",
    ];

    public static readonly string[] Sources = [];
}
