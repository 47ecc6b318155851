using Coordination;

namespace Quickstart.Locking;

/// <summary>Three contenders take one lock in turn.</summary>
internal static class LockInTurn
{
    private const int Contenders = 3;

    private static int _holders;
    private static int _waiting;

    public static async Task PlayAsync(
        ICoordinationClient admin, Participants participants, CancellationToken cancellationToken)
    {
        Console.WriteLine("\n--- Three contenders take the lock in turn");
        await admin.CreateAsync(PlaceInLine.Locks, cancellationToken: cancellationToken);

        var places = new List<PlaceInLine>();
        for (int number = 1; number <= Contenders; number++)
        {
            ICoordinationClient client = await participants.ConnectAsync(cancellationToken);
            places.Add(await PlaceInLine.TakeAsync(client, cancellationToken));
            Console.WriteLine($"Contender {number} stands in line as {places[^1].Name}.");
        }

        // The first one works until the others wait, so that there is something to see.
        var othersWait = new TaskCompletionSource();
        await Task.WhenAll(places.Select((place, index) => WorkAsync(index + 1, place, othersWait, cancellationToken)));
    }

    private static async Task WorkAsync(
        int number, PlaceInLine place, TaskCompletionSource othersWait, CancellationToken cancellationToken)
    {
        await using (place)
        {
            await place.WaitForTurnAsync(predecessor => Watching(number, predecessor, othersWait), cancellationToken);
            if (Interlocked.Increment(ref _holders) != 1)
                throw new InvalidOperationException("Two contenders hold the lock.");

            Console.WriteLine($"Contender {number} has the lock as {place.Name}.");
            await othersWait.Task.WaitAsync(cancellationToken);
            Console.WriteLine($"Contender {number} gives it back.");
            Interlocked.Decrement(ref _holders);
        }
    }

    private static void Watching(int number, string predecessor, TaskCompletionSource othersWait)
    {
        Console.WriteLine($"Contender {number} watches {predecessor}, its predecessor, and nothing else.");
        if (Interlocked.Increment(ref _waiting) == Contenders - 1)
            othersWait.TrySetResult();
    }
}
