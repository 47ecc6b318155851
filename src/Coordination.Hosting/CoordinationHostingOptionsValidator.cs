using System.Globalization;
using Microsoft.Extensions.Options;

namespace Coordination.Hosting;

/// <summary>Says of each option that is out of range its value, the range and the unit.</summary>
internal sealed class CoordinationHostingOptionsValidator : IValidateOptions<CoordinationHostingOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, CoordinationHostingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        TimeSpan time = options.StartTimeout;
        if (time == Timeout.InfiniteTimeSpan || (time >= TimeSpan.Zero && time <= Longest))
            return ValidateOptionsResult.Success;
        string found = time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
        return ValidateOptionsResult.Fail(
            $"StartTimeout is {found} ms; it must be from 0 ms to {Longest.TotalMilliseconds} ms, or infinite.");
    }
}
