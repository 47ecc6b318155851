namespace Coordination.Internal;

/// <summary>
/// Mistakes that simulation must find: each is switched on by name, in builds with <c>PlantedBugs=true</c> alone. In
/// every other build the question is answered by a constant, and the compiler drops what hangs on it.
/// </summary>
internal static class PlantedBugs
{
    /// <summary>The watch table forgets to arm every fiftieth watch.</summary>
    public const string LosesOneWatchInFifty = "watches: loses one in fifty";

    /// <summary>A recursive watch is not told of deletions.</summary>
    public const string RecursiveWatchSkipsDeletions = "watches: recursive skips deletions";

    /// <summary>The replay of missed changes leaves out the last one.</summary>
    public const string ReplaySkipsLastChange = "watches: replay skips the last change";

    /// <summary>Watches that fire once are armed again without a look at what was missed.</summary>
    public const string CatchUpDoesNotLook = "watches: catch-up does not look";

    /// <summary>An event leaves after the next answer, which may show its change.</summary>
    public const string EventAfterAnswer = "ensemble: event after the answer";

    /// <summary>A request is answered at once although an event has not been delivered.</summary>
    public const string OvertakesEvents = "ensemble: answers at once past an event";

    /// <summary>A new connection of a session leaves the older one in force.</summary>
    public const string OlderConnectionGoesOn = "ensemble: the older connection goes on";

    /// <summary>A write that was sent again is done again.</summary>
    public const string RetryIsDoneAgain = "ensemble: a retry is done again";

    /// <summary>A session expires after half of its time-out.</summary>
    public const string ExpiresEarly = "ensemble: expires early";

    /// <summary>Requests do not count as a sign of life.</summary>
    public const string RequestsAreNoSignOfLife = "ensemble: requests are no sign of life";

    /// <summary>The client never gives a session up by its own clock.</summary>
    public const string NeverLosesByClock = "client: never loses by the clock";

    /// <summary>An answer proves the session from when it came, not from when its request was sent.</summary>
    public const string ProvenFromAnswer = "client: proven from the answer";

    /// <summary>What was unanswered is sent again under a new number.</summary>
    public const string ResendsUnderNewXid = "client: resends under a new number";

    /// <summary>A write whose connection is lost, or whose session is, is said to have succeeded.</summary>
    public const string SuccessOnConnectionLoss = "client: success on connection loss";

    /// <summary>Events that come while watches are being armed again are dropped.</summary>
    public const string DropsEventsWhileRearming = "client: drops events while rearming";

    /// <summary>Watches are armed again from the newest zxid seen, not from where they had been told.</summary>
    public const string RearmsTooNew = "client: rearms from too new a zxid";

    /// <summary>A session that was given up is taken up again.</summary>
    public const string TakesUpGivenUpSession = "client: takes up a session that was given up";

#if COORDINATION_PLANTED_BUGS
    /// <summary>The one that is switched on; null for none.</summary>
    public static string? Active { get; set; }

    public static bool IsOn(string name) => Active == name;
#else
    public static bool IsOn(string name) => false;
#endif
}
