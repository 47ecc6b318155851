using System.Globalization;
using Microsoft.Extensions.Options;

namespace Coordination.Recipes.Placement;

/// <summary>Says of each option that is out of range its value, the range and the unit.</summary>
public sealed class PlacementOptionsValidator : IValidateOptions<PlacementOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, PlacementOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = new ValidateOptionsResultBuilder();
        Check(faults, nameof(options.Grace), options.Grace, TimeSpan.Zero, TimeSpan.FromHours(24));
        Check(faults, nameof(options.Stagger), options.Stagger, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));
        if (options.MostAbsent is not (>= 0 and <= 1))
        {
            faults.AddError(string.Create(CultureInfo.InvariantCulture,
                $"MostAbsent is {options.MostAbsent}; it must be from 0 to 1, as a part of all devices."));
        }

        return faults.Build();
    }

    /// <exception cref="OptionsValidationException">An option is out of range.</exception>
    internal static void Check(PlacementOptions options)
    {
        ValidateOptionsResult result = new PlacementOptionsValidator().Validate(null, options);
        if (result.Failed)
            throw new OptionsValidationException(nameof(PlacementOptions), typeof(PlacementOptions), result.Failures);
    }

    private static void Check(
        ValidateOptionsResultBuilder faults, string option, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            faults.AddError(string.Create(CultureInfo.InvariantCulture,
                $"{option} is {value.TotalMilliseconds} ms; it must be from {least.TotalMilliseconds} ms to "
                + $"{most.TotalMilliseconds} ms."));
        }
    }
}
