using Coordination.Interop.Tests.ZooKeeper;
using Coordination.Tests.Tree.Reference.Scripts;
using FsCheck;
using FsCheck.Fluent;

namespace Coordination.Interop.Tests.Tcp;

/// <summary>
/// Our server, as ZooKeeper's Java client sees it over the wire, against the model: the same scripts that are played
/// with the real Apache ZooKeeper, every answer, stat and watch event compared.
/// </summary>
public sealed class JavaClientDifferentialTests
{
    private const int ScriptsPerScale = 30;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_Java_client_sees_on_our_server_what_the_model_says(bool enforceQuota)
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using var stage = new ZooKeeperStage(
            enforceQuota, () => Task.FromResult(OurServer.StartStaged(enforceQuota)));

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(ScriptsPerScale * Counterpart.Scale),
            Prop.ForAll(ScriptGenerator.Scripts(new ScriptOptions(IsForOurs: false, Length: 40)), script =>
            {
                string? difference = stage.PlayAsync(script).GetAwaiter().GetResult();
                return (difference is null).Label(difference ?? "");
            }));
    }
}
