using Coordination.Tests.Tree.Reference.Scripts;
using FsCheck;
using FsCheck.Fluent;

namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>
/// The model against the real Apache ZooKeeper: the same scripts, every answer, stat and watch event compared.
/// </summary>
public sealed class ZooKeeperDifferentialTests
{
    private const int ScriptsPerScale = 30;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_model_and_the_real_ZooKeeper_answer_alike(bool enforceQuota)
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using var stage = new ZooKeeperStage(enforceQuota);

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(ScriptsPerScale * Counterpart.Scale),
            Prop.ForAll(ScriptGenerator.Scripts(new ScriptOptions(IsForOurs: false, Length: 40)), script =>
            {
                string? difference = stage.PlayAsync(script).GetAwaiter().GetResult();
                return (difference is null).Label(difference ?? "");
            }));
    }
}
