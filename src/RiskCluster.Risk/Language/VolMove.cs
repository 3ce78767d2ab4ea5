namespace RiskCluster.Risk.Language;

/// <summary>What a scenario does to volatility (SCN-1, SCN-3).</summary>
internal enum VolMove
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>All volatilities up.</summary>
    Up,

    /// <summary>All volatilities down.</summary>
    Down,

    /// <summary>One wing up, the other down.</summary>
    Linear,

    /// <summary>Both wings up or both down.</summary>
    Abs,
}
