using System.Globalization;
using Microsoft.Extensions.Options;

namespace Coordination.Transports.Tcp.Client;

/// <summary>Says of each option that is out of range its value, the range and the unit.</summary>
public sealed class TcpClientOptionsValidator : IValidateOptions<TcpClientOptions>
{
    private const int LeastBytes = 1_024;
    private const int MostBytes = 1 << 30;
    private static readonly TimeSpan LeastTimeout = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MostTimeout = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, TcpClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = new ValidateOptionsResultBuilder();
        if (options.ConnectTimeout < LeastTimeout || options.ConnectTimeout > MostTimeout)
        {
            faults.AddError(string.Create(
                CultureInfo.InvariantCulture,
                $"ConnectTimeout is {options.ConnectTimeout}; it must be from {LeastTimeout} to {MostTimeout}."));
        }

        Check(faults, nameof(options.MaxAnswerBytes), options.MaxAnswerBytes);
        Check(faults, nameof(options.MaxRequestBytes), options.MaxRequestBytes);
        return faults.Build();
    }

    private static void Check(ValidateOptionsResultBuilder faults, string option, int value)
    {
        if (value is >= LeastBytes and <= MostBytes)
            return;
        faults.AddError(string.Create(
            CultureInfo.InvariantCulture, $"{option} is {value}; it must be from {LeastBytes} to {MostBytes} bytes."));
    }
}
