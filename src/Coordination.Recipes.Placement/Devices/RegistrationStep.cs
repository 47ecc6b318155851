namespace Coordination.Recipes.Placement;

/// <summary>What a registration has to do next. The decision beside its loop.</summary>
internal enum RegistrationStep
{
    /// <summary>It stands as it should: wait until something changes.</summary>
    Wait,

    /// <summary>Write the record and make the ephemeral znode.</summary>
    Register,

    /// <summary>
    /// The ephemeral znode is of an earlier session of this client: put one of this session in its place.
    /// </summary>
    TakeOver,

    /// <summary>Another session holds the device: wait until that is gone.</summary>
    Yield,
}
