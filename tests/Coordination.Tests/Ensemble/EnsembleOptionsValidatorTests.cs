using Coordination.Ensemble;
using Microsoft.Extensions.Options;

namespace Coordination.Tests.Ensemble;

public class EnsembleOptionsValidatorTests
{
    public static TheoryData<string, Action<EnsembleOptions>> Faults => new()
    {
        {
            "MinSessionTimeout is 49 ms; it must be from 50 to 86400000 ms.",
            options => options.MinSessionTimeout = TimeSpan.FromMilliseconds(49)
        },
        {
            "MaxSessionTimeout is 999 ms; it must be from 1000 to 86400000 ms.",
            options => options.MaxSessionTimeout = TimeSpan.FromMilliseconds(999)
        },
        {
            "ReapInterval is 0 ms; it must be from 1 to 86400000 ms.",
            options => options.ReapInterval = TimeSpan.Zero
        },
        { "ReapedAtOnce is 0 znodes; it must be from 1 to 1000000 znodes.", options => options.ReapedAtOnce = 0 },
        { "DataBytes is 0 bytes; it must be from 1 to 8388608 bytes.", options => options.Limits.DataBytes = 0 },
        {
            "FrameBytes is 8388609 bytes; it must be from 1024 to 8388608 bytes.",
            options => options.Limits.FrameBytes = 8_388_609
        },
        { "PathDepth is 2049 names; it must be from 8 to 2048 names.", options => options.Limits.PathDepth = 2_049 },
        {
            "Outstanding is 0 requests; it must be from 1 to 100000 requests.",
            options => options.Limits.Outstanding = 0
        },
        {
            "Waiting is 0 requests; it must be from 1 to 10000000 requests.",
            options => options.Limits.Waiting = 0
        },
        { "SuperDigest has no colon; it must be user:hash.", options => options.SuperDigest = "root" },
        {
            "RequiredAuthSchemes has an empty entry; each must name a scheme.",
            options => options.RequiredAuthSchemes = [""]
        },
        // Null against the annotation: a file of settings, or a caller without nullable types, can make them so.
        { "Limits is null; leave it out for the defaults.", options => options.Limits = null! },
        {
            "RequiredAuthSchemes is null; it must be a list, empty for none.",
            options => options.RequiredAuthSchemes = null!
        },
    };

    [Fact]
    public void The_defaults_are_valid() =>
        Assert.True(new EnsembleOptionsValidator().Validate(null, new EnsembleOptions()).Succeeded);

    [Theory, MemberData(nameof(Faults))]
    public void A_value_out_of_its_range_is_named_with_range_and_unit(string message, Action<EnsembleOptions> spoil)
    {
        var options = new EnsembleOptions();
        spoil(options);

        Assert.Equal([message], new EnsembleOptionsValidator().Validate(null, options).Failures);
    }

    [Fact]
    public void An_ensemble_does_not_start_on_bad_options() =>
        Assert.Throws<OptionsValidationException>(() => new EnsembleUnderTest(options => options.Limits.Watches = -1));
}
