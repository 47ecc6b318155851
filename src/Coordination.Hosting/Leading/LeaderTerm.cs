using Coordination.Recipes.Election;

namespace Coordination.Hosting;

/// <summary>The term that a scope's services work in, so that they can ask for it.</summary>
internal sealed class LeaderTerm
{
    public Leadership? Leadership { get; set; }
}
