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

    /// <summary>A stream whose arming was lost with the connection is never armed.</summary>
    public const string ForgetsLostArming = "client: forgets an arming that was lost";

    /// <summary>A session that was given up is taken up again.</summary>
    public const string TakesUpGivenUpSession = "client: takes up a session that was given up";

    /// <summary>A write that was sent is said not to have happened when its session is lost.</summary>
    public const string LostWriteDidNotHappen = "client: a lost session's write did not happen";

    /// <summary>Who leaves its session to another closes it.</summary>
    public const string DetachCloses = "client: detach closes the session";

    /// <summary>Events name the ensemble's paths to a client with a root of its own.</summary>
    public const string EventKeepsChroot = "client: events keep the chroot";

    /// <summary>What a transaction creates is open to everybody, whatever the client's default ACL.</summary>
    public const string TransactionForgetsAcl = "client: a transaction forgets the default ACL";

    /// <summary>A call that waits for room overtakes those that have waited longer.</summary>
    public const string WaitersOvertake = "client: waiting calls overtake each other";

    /// <summary>Of several requests past the limit of unanswered ones the second is taken first.</summary>
    public const string ParkedOutOfTurn = "ensemble: parked requests out of turn";

    /// <summary>A time to live counts from the creation, however often the znode was set since.</summary>
    public const string TimeToLiveFromCreation = "tree: a time to live counts from the creation";

    /// <summary>A container that never had a child is deleted as if it had lost one.</summary>
    public const string ReapsNewContainers = "tree: containers are deleted before their first child";

#if COORDINATION_PLANTED_BUGS
    /// <summary>The one that is switched on; null for none.</summary>
    public static string? Active { get; set; }

    public static bool IsOn(string name) => Active == name;
#else
    public static bool IsOn(string name) => false;
#endif
}
