namespace Coordination.Recipes.Presence;

/// <summary>
/// Who of several by one name has the znode: the latest to come. Whoever comes replaces what is there at once, so that
/// a process which restarts does not wait for the session of its crashed predecessor; whoever has once been there and
/// finds another gives up, so that two of one name do not drive each other out for ever.
/// </summary>
internal static class PresenceRule
{
    public static PresenceAction Decide(in PresenceSight sight)
    {
        if (sight.Found is not { } found)
            return PresenceAction.Create;
        bool isOfThisSession = found.EphemeralOwner == sight.Session;
        if (isOfThisSession && found.Czxid == sight.Mine)
            return sight.HasWantedData ? PresenceAction.Keep : PresenceAction.Set;
        if (isOfThisSession && sight.IsAmbiguous)
            return PresenceAction.Adopt;
        // An older session's is about to vanish with it (CURATOR-498).
        bool isAnOlderSessionsOwn = !isOfThisSession && sight.IsOwnSession(found.EphemeralOwner);
        return isAnOlderSessionsOwn || !sight.HasBeenThere ? PresenceAction.Replace : PresenceAction.GiveUp;
    }
}
