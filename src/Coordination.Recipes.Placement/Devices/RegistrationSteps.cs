namespace Coordination.Recipes.Placement;

/// <summary>Decides what a registration does next.</summary>
internal static class RegistrationSteps
{
    /// <param name="owner">Who holds the ephemeral znode; null where there is none.</param>
    /// <param name="session">The session in force.</param>
    /// <param name="earlier">Sessions in which this registration has registered or tried to.</param>
    public static RegistrationStep Next(SessionId? owner, SessionId session, IReadOnlySet<SessionId> earlier) =>
        owner switch
        {
            null => RegistrationStep.Register,
            { } mine when mine == session => RegistrationStep.Wait,
            { } old when earlier.Contains(old) => RegistrationStep.TakeOver,
            _ => RegistrationStep.Yield,
        };
}
