using System.Globalization;
using Coordination.Transports.Tcp.Server.FourLetterWords;
using Microsoft.Extensions.Options;

namespace Coordination.Transports.Tcp.Server;

/// <summary>Says of each option that is out of range its value, the range and the unit.</summary>
public sealed class CoordinationServerOptionsValidator : IValidateOptions<CoordinationServerOptions>
{
    private static readonly TimeSpan LeastTimeout = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MostTimeout = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, CoordinationServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = new ValidateOptionsResultBuilder();
        Check(faults, nameof(options.MaxFrameBytes), options.MaxFrameBytes, 1_024, 256 << 20, "bytes");
        Check(faults, nameof(options.MaxSockets), options.MaxSockets, 1, int.MaxValue, "sockets");
        Check(faults, nameof(options.MaxOutstanding), options.MaxOutstanding, 1, 100_000, "requests");
        Check(faults, nameof(options.HighWaterBytes), options.HighWaterBytes, 1_024, int.MaxValue, "bytes");
        Check(
            faults,
            nameof(options.MaxBufferedBytes),
            options.MaxBufferedBytes,
            options.HighWaterBytes,
            int.MaxValue,
            "bytes");
        if (options.HandshakeTimeout < LeastTimeout || options.HandshakeTimeout > MostTimeout)
        {
            faults.AddError(string.Create(
                CultureInfo.InvariantCulture,
                $"HandshakeTimeout is {options.HandshakeTimeout}; it must be from {LeastTimeout} to {MostTimeout}."));
        }

        foreach (string word in options.FourLetterWords.Where(word => word != "*" && !FourLetterWord.IsKnown(word)))
            faults.AddError($"FourLetterWords has '{word}', which is none; known are {FourLetterWord.Known}.");
        if (options.SaslUsers.Any(user => user.Key.Length == 0 || user.Value is null))
            faults.AddError("SaslUsers has a user without name or password; each must have both.");
        return faults.Build();
    }

    private static void Check(
        ValidateOptionsResultBuilder faults, string option, int value, int least, int most, string unit)
    {
        if (value >= least && value <= most)
            return;
        faults.AddError(string.Create(
            CultureInfo.InvariantCulture, $"{option} is {value}; it must be from {least} to {most} {unit}."));
    }
}
