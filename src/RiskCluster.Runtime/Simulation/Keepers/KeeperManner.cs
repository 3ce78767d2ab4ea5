namespace RiskCluster.Runtime.Simulation.Keepers;

/// <summary>How a mock keeper works.</summary>
public enum KeeperManner
{
    /// <summary>Claims, and fills at once.</summary>
    Steady,

    /// <summary>Fills a third of its claim at a time.</summary>
    Slow,

    /// <summary>Fills half of what it has claimed and is not heard of again; its lease runs out.</summary>
    Dying,

    /// <summary>Says that it traded more, at a worse price and to the other side, and keeps the task until its lease runs out.</summary>
    Lying,

    /// <summary>Claims what others hold, trades under their token, and sends every fill twice under two messages.</summary>
    DoubleClaiming,
}
