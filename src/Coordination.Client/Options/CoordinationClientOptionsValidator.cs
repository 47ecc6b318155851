using System.Globalization;
using Microsoft.Extensions.Options;

namespace Coordination;

/// <summary>Says of each option that is out of range its value, the range and the unit.</summary>
public sealed class CoordinationClientOptionsValidator : IValidateOptions<CoordinationClientOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, CoordinationClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = new ValidateOptionsResultBuilder();

        Check(faults, nameof(options.SessionTimeout), options.SessionTimeout, TimeSpan.FromMilliseconds(50),
            TimeSpan.FromHours(24));
        Check(faults, nameof(options.MinReconnectDelay), options.MinReconnectDelay, TimeSpan.FromMilliseconds(1),
            TimeSpan.FromMinutes(1));
        Check(faults, nameof(options.MaxReconnectDelay), options.MaxReconnectDelay, options.MinReconnectDelay,
            TimeSpan.FromMinutes(10));
        Check(faults, nameof(options.CloseTimeout), options.CloseTimeout, TimeSpan.Zero, TimeSpan.FromHours(1));
        if (options.ServerTick is { } tick)
            Check(faults, nameof(options.ServerTick), tick, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));

        Check(faults, nameof(options.MaxOutstandingRequests), options.MaxOutstandingRequests, 1, 100_000, "requests");
        Check(faults, nameof(options.MaxOutstandingBytes), options.MaxOutstandingBytes, 1 << 10, 1 << 30, "bytes");
        Check(faults, nameof(options.MaxWaitingRequests), options.MaxWaitingRequests, 1, 100_000_000, "requests");
        Check(faults, nameof(options.MaxWaitingBytes), options.MaxWaitingBytes, 1 << 10, 1 << 30, "bytes");

        if (options.Chroot.IsPrefixOnly)
            faults.AddError($"Chroot is '{options.Chroot}'; it must be the whole path of a znode.");
        if (options.DefaultAcl is not { Count: > 0 })
            faults.AddError("DefaultAcl is empty; it must name at least one identity.");
        foreach (AuthCredentials auth in options.Auth)
        {
            if (string.IsNullOrEmpty(auth.Scheme))
                faults.AddError("Auth has an entry without a scheme; each must name one.");
        }

        return faults.Build();
    }

    private static void Check(ValidateOptionsResultBuilder faults, string option, TimeSpan value, TimeSpan least,
        TimeSpan most)
    {
        if (value < least || value > most)
            faults.AddError($"{option} is {Describe(value)}; it must be from {Describe(least)} to {Describe(most)}.");
    }

    private static void Check(ValidateOptionsResultBuilder faults, string option, int value, int least, int most,
        string unit)
    {
        if (value < least || value > most)
        {
            faults.AddError(string.Create(
                CultureInfo.InvariantCulture,
                $"{option} is {value} {unit}; it must be from {least} to {most} {unit}."));
        }
    }

    private static string Describe(TimeSpan value) =>
        string.Create(CultureInfo.InvariantCulture, $"{value.TotalMilliseconds} ms");
}
