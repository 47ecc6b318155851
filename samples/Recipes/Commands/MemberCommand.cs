using System.Text;
using Coordination.Recipes.Membership;
using Coordination.Samples.Recipes.CommandLine;
using Coordination.Samples.Recipes.Events;

namespace Coordination.Samples.Recipes.Commands;

/// <summary><c>member</c>: joins a group and tells who is in it.</summary>
internal sealed class MemberCommand : RecipeCommand
{
    private readonly ZPath _path;
    private readonly string _payload;

    public MemberCommand(Arguments arguments)
    {
        _path = arguments.TakeRequiredPath("--path");
        _payload = arguments.TakeOption("--payload") ?? "";
    }

    public override async Task<int> RunAsync(Shell shell, ICoordinationClient client)
    {
        Group group = client.Group(_path);
        await using GroupMembership mine =
            await group.JoinAsync(shell.Id, Encoding.UTF8.GetBytes(_payload), shell.Stop);
        await foreach (GroupView view in group.WatchAsync(shell.Stop))
        {
            shell.Events.Write(new RecipeEvent
            {
                Event = "view",
                Members = new SortedDictionary<string, string>(
                    view.Members.ToDictionary(
                        static entry => entry.Key, static entry => Encoding.UTF8.GetString(entry.Value.Payload.Span)),
                    StringComparer.Ordinal),
            });
        }

        return 0;
    }
}
