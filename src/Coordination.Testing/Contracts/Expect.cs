using System.Runtime.CompilerServices;

namespace Coordination.Testing.Contracts;

/// <summary>What contract cases say about what they see, without a test framework.</summary>
internal static class Expect
{
    public static void True(bool condition, [CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        if (!condition)
            throw new ContractBrokenException($"Expected: {what}.");
    }

    public static void Equal<T>(T expected, T actual, [CallerArgumentExpression(nameof(actual))] string? what = null)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new ContractBrokenException($"Expected {what} to be {expected}; it is {actual}.");
    }

    public static void Sequence<T>(
        IEnumerable<T> expected, IEnumerable<T> actual, [CallerArgumentExpression(nameof(actual))] string? what = null)
    {
        T[] wanted = [.. expected];
        T[] found = [.. actual];
        if (!wanted.SequenceEqual(found))
            throw new ContractBrokenException(
                $"Expected {what} to be [{string.Join(", ", wanted)}]; it is [{string.Join(", ", found)}].");
    }

    /// <summary>Expects a call to be refused with an error that says it did not happen.</summary>
    public static async Task<RequestRejectedException> RefusedAsync(ErrorCode code, Func<Task> call)
    {
        RequestRejectedException refused = await ThrowsAsync<RequestRejectedException>(call).ConfigureAwait(false);
        Equal(code, refused.Code);
        return refused;
    }

    public static async Task<TException> ThrowsAsync<TException>(Func<Task> call)
        where TException : Exception
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (TException expected)
        {
            return expected;
        }

        throw new ContractBrokenException($"Expected a {typeof(TException).Name}; the call succeeded.");
    }
}
