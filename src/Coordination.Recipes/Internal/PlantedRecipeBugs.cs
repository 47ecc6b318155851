namespace Coordination.Recipes.Internal;

/// <summary>
/// Mistakes in recipes that simulation must find; switched on as <see cref="Coordination.Internal.PlantedBugs"/> are.
/// The word before the colon says which recipe's world has to find it.
/// </summary>
internal static class PlantedRecipeBugs
{
    /// <summary>A create whose answer was lost is done again without a look at what came of the first.</summary>
    public const string CreatesAgain = "mutex: creates again without looking";

    /// <summary>Who gives up waiting leaves its znode in line.</summary>
    public const string LeavesZnodeBehind = "mutex: leaves its znode when cancelled";

    /// <summary>A predecessor that has gone before it could be watched is waited for all the same.</summary>
    public const string WaitsForNobody = "mutex: waits for a predecessor that is gone";

    /// <summary>A writer looks at writers alone.</summary>
    public const string WriterPassesReaders = "read-write: a writer passes readers";

    /// <summary>Readers take every writer that is first for one that has given writing down to reading.</summary>
    public const string ReadersPassTheFirst = "read-write: readers pass the writer that is first";

    /// <summary>One more than the agreed size is let in.</summary>
    public const string OnePermitTooMany = "semaphore: one permit too many";

    /// <summary>Only one of those before is watched, so that the others may leave unnoticed.</summary>
    public const string WatchesOneHolder = "semaphore: watches one holder only";

    /// <summary>Locks are taken in the order in which they were named.</summary>
    public const string TakesInAnyOrder = "multi-lock: takes in any order";

    /// <summary>Losing the first while waiting for the last goes unnoticed.</summary>
    public const string IgnoresEarlierLoss = "multi-lock: goes on when an earlier lock is lost";

    /// <summary>The leadership is taken whoever has taken it meanwhile.</summary>
    public const string TakesWithoutVersion = "election: takes the grant whatever its version";

    /// <summary>Who hands over goes on leading until the answer comes.</summary>
    public const string LeadsAfterHandOver = "election: leads on while handing over";

    /// <summary>The token is that of entering the campaign, not of the grant.</summary>
    public const string TokenOfEntry = "election: the token is that of entering";

    /// <summary>Documents are read one by one, so that a transaction can come between.</summary>
    public const string ReadsOneByOne = "config: reads documents one by one";

    /// <summary>What changes while documents are read is not read again.</summary>
    public const string ForgetsWhileReading = "config: forgets what changes while it reads";

    /// <summary>Who leaves while the creation of its znode is not answered does not look for it.</summary>
    public const string LeavesUnanswered = "membership: leaves a creation that was not answered";

    /// <summary>A member whose znode was deleted by hand while its session stands does not make it again.</summary>
    public const string StaysOut = "membership: stays out when its znode is deleted";

    /// <summary>What has changed while the others were read is not read again.</summary>
    public const string ForgetsTheLaterEvents = "membership: forgets all events but the first";

    /// <summary>What an instance says about itself does not matter for the choice.</summary>
    public const string PicksWhoDrains = "naming: picks whoever is there";

    /// <summary>What was put into quarantine stays there.</summary>
    public const string QuarantinesForEver = "naming: quarantines for ever";

    /// <summary>A shard that is to move is another's before the work on it has ended.</summary>
    public const string HandsOverTooEarly = "partition: hands over before the work has ended";

    /// <summary>Whoever claims a shard owns it, also where another was first.</summary>
    public const string ClaimsWithoutLooking = "partition: claims without looking who was first";

    /// <summary>A member that comes gets nothing of what others have.</summary>
    public const string KeepsMoreThanItsShare = "partition: keeps more than its share";

    /// <summary>A change whose answer was lost is made again without a look at what came of it.</summary>
    public const string AddsAgain = "counter: adds again after a lost answer";

    /// <summary>A lost answer is the end of a change, though one could look.</summary>
    public const string GivesUp = "counter: gives up at a lost answer";

    /// <summary>What somebody else changed meanwhile is written over.</summary>
    public const string WritesAnyVersion = "counter: writes whatever the version";
}
