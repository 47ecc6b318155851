namespace Coordination.Recipes.Presence;

/// <summary>What one who wants a znode to be there knows.</summary>
/// <param name="Found">The znode's stat; null where there is none.</param>
/// <param name="Session">The session in force.</param>
/// <param name="Mine">The czxid of the znode that it made last; null before the first.</param>
/// <param name="IsAmbiguous">Whether a creation was not answered since.</param>
/// <param name="HasBeenThere">Whether a znode of its own has been there.</param>
/// <param name="HasWantedData">Whether the data found is what is wanted.</param>
/// <param name="IsOwnSession">Whether a session is one by which it has created.</param>
internal readonly record struct PresenceSight(
    Stat? Found,
    SessionId Session,
    Zxid? Mine,
    bool IsAmbiguous,
    bool HasBeenThere,
    bool HasWantedData,
    Func<SessionId, bool> IsOwnSession);
