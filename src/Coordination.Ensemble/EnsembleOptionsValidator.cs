using System.Globalization;
using Microsoft.Extensions.Options;

namespace Coordination.Ensemble;

/// <summary>Says of each option that is out of range its value, the range and the unit.</summary>
public sealed class EnsembleOptionsValidator : IValidateOptions<EnsembleOptions>
{
    private const int MostBytes = 8 << 20;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, EnsembleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = new ValidateOptionsResultBuilder();
        Check(faults, nameof(options.MinSessionTimeout), options.MinSessionTimeout, TimeSpan.FromMilliseconds(50), Day);
        Check(faults, nameof(options.MaxSessionTimeout), options.MaxSessionTimeout, options.MinSessionTimeout, Day);
        Check(faults, nameof(options.ReapInterval), options.ReapInterval, TimeSpan.FromMilliseconds(1), Day);
        Check(faults, nameof(options.ShutdownTimeout), options.ShutdownTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Check(faults, nameof(options.ReapedAtOnce), options.ReapedAtOnce, 1, 1_000_000, "znodes");
        if (options.Limits is { } limits)
            CheckLimits(faults, limits);
        else
            faults.AddError("Limits is null; leave it out for the defaults.");

        if (options.SuperDigest is { } super && !super.Contains(':', StringComparison.Ordinal))
            faults.AddError("SuperDigest has no colon; it must be user:hash.");
        if (options.RequiredAuthSchemes is not { } schemes)
            faults.AddError("RequiredAuthSchemes is null; it must be a list, empty for none.");
        else if (schemes.Any(string.IsNullOrEmpty))
            faults.AddError("RequiredAuthSchemes has an empty entry; each must name a scheme.");
        return faults.Build();
    }

    private static void CheckLimits(ValidateOptionsResultBuilder faults, EnsembleLimits limits)
    {
        Check(faults, nameof(limits.DataBytes), limits.DataBytes, 1, MostBytes, "bytes");
        Check(faults, nameof(limits.FrameBytes), limits.FrameBytes, 1 << 10, MostBytes, "bytes");
        Check(faults, nameof(limits.PathBytes), limits.PathBytes, 64, 1 << 20, "bytes");
        Check(faults, nameof(limits.PathDepth), limits.PathDepth, 8, 2_048, "names");
        Check(faults, nameof(limits.MultiOperations), limits.MultiOperations, 1, 1_000_000, "operations");
        Check(faults, nameof(limits.Watches), limits.Watches, 0, int.MaxValue, "watches");
        Check(faults, nameof(limits.Sessions), limits.Sessions, 1, int.MaxValue, "sessions");
        Check(faults, nameof(limits.Connections), limits.Connections, 1, int.MaxValue, "connections");
        int perAddress = limits.ConnectionsPerAddress;
        Check(faults, nameof(limits.ConnectionsPerAddress), perAddress, 0, int.MaxValue, "connections");
        Check(faults, nameof(limits.Outstanding), limits.Outstanding, 1, 100_000, "requests");
        Check(faults, nameof(limits.Waiting), limits.Waiting, 1, 10_000_000, "requests");
        Check(faults, nameof(limits.Undelivered), limits.Undelivered, 1_000, int.MaxValue, "answers and events");
        Check(faults, nameof(limits.LoggedChanges), limits.LoggedChanges, 0, 100_000_000, "changes");
        Check(faults, nameof(limits.LoggedBytes), limits.LoggedBytes, 0, 1L << 40, "bytes");
    }

    private static void Check(
        ValidateOptionsResultBuilder faults, string option, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
            Fail(faults, $"{option} is {Ms(value)} ms; it must be from {Ms(least)} to {Ms(most)} ms.");
    }

    private static void Check(
        ValidateOptionsResultBuilder faults, string option, long value, long least, long most, string unit)
    {
        if (value < least || value > most)
            Fail(faults, $"{option} is {value} {unit}; it must be from {least} to {most} {unit}.");
    }

    private static double Ms(TimeSpan value) => value.TotalMilliseconds;

    private static void Fail(ValidateOptionsResultBuilder faults, FormattableString message) =>
        faults.AddError(message.ToString(CultureInfo.InvariantCulture));
}
