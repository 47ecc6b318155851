namespace Coordination.AotSmoke;

/// <summary>A test framework small enough to be published natively.</summary>
internal static class Check
{
    private static int _passed;
    private static int _failed;

    public static void That(bool holds, string what)
    {
        _ = holds ? _passed++ : _failed++;
        Console.WriteLine($"{(holds ? "ok" : "FAILED")}: {what}");
    }

    /// <summary>The exit code.</summary>
    public static int Finish()
    {
        Console.WriteLine($"{_passed} checks hold, {_failed} do not.");
        return _failed == 0 ? 0 : 1;
    }
}
