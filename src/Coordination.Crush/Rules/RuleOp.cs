namespace Coordination.Crush;

/// <summary>What a rule step does. The numbers are those of the encoding.</summary>
public enum RuleOp
{
    /// <summary>Nothing.</summary>
    Noop = 0,

    /// <summary>Starts at item <see cref="RuleStep.Arg1"/>.</summary>
    Take = 1,

    /// <summary>Chooses Arg1 items of type Arg2, leaving no holes.</summary>
    ChooseFirstn = 2,

    /// <summary>Chooses Arg1 items of type Arg2; what cannot be found is a hole.</summary>
    ChooseIndep = 3,

    /// <summary>Appends what was chosen to the result.</summary>
    Emit = 4,

    /// <summary>As <see cref="ChooseFirstn"/>, and then a device below each.</summary>
    ChooseleafFirstn = 6,

    /// <summary>As <see cref="ChooseIndep"/>, and then a device below each.</summary>
    ChooseleafIndep = 7,

    /// <summary>Overrides <see cref="Tunables.ChooseTotalTries"/>, if positive (it counts all tries).</summary>
    SetChooseTries = 8,

    /// <summary>Tries for the leaf below a chosen bucket, if positive.</summary>
    SetChooseleafTries = 9,

    /// <summary>Overrides <see cref="Tunables.ChooseLocalTries"/>.</summary>
    SetChooseLocalTries = 10,

    /// <summary>Overrides <see cref="Tunables.ChooseLocalFallbackTries"/>.</summary>
    SetChooseLocalFallbackTries = 11,

    /// <summary>Overrides <see cref="Tunables.ChooseleafVaryR"/>.</summary>
    SetChooseleafVaryR = 12,

    /// <summary>Overrides <see cref="Tunables.ChooseleafStable"/>.</summary>
    SetChooseleafStable = 13,

    /// <summary>Overrides <see cref="Tunables.MsrDescents"/>.</summary>
    SetMsrDescents = 14,

    /// <summary>Overrides <see cref="Tunables.MsrCollisionTries"/>.</summary>
    SetMsrCollisionTries = 15,

    /// <summary>One level of a multi-step-retry rule: Arg1 items of type Arg2 below each chosen above.</summary>
    ChooseMsr = 16,
}
