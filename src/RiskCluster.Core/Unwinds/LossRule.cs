namespace RiskCluster.Core.Unwinds;

/// <summary>Who shares a loss that the insurance fund has left.</summary>
public enum LossRule
{
    /// <summary>Everybody on the venue, by equity, at most that.</summary>
    Socialise,

    /// <summary>Those on the other side, by profit times leverage, at most their profit (pro-rata auto-deleveraging).</summary>
    Deleverage,
}
