namespace Coordination.Watches;

/// <summary>What becomes of a one-shot watch whose read finds no znode.</summary>
internal enum OneShotOnMissing
{
    /// <summary>It fails as the read does: the server keeps no watch.</summary>
    Fails,

    /// <summary>It is armed, and fires when the znode is created.</summary>
    Arms,
}
