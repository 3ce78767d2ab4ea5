namespace RiskCluster.Core.Turns;

/// <summary>The actors that there are. A name is part of every stream's key: never renamed.</summary>
public enum ActorKind
{
    /// <summary>A protocol on which accounts hold positions; keyed by venue.</summary>
    Venue,

    /// <summary>What one account holds on one venue; keyed by <c>venue/account</c>.</summary>
    Account,

    /// <summary>One owner across venues; keyed by owner.</summary>
    Portfolio,

    /// <summary>The market of one coin; keyed by underlying.</summary>
    MarketData,

    /// <summary>The versions of a margin model; keyed by model name.</summary>
    RiskParameters,

    /// <summary>The unwind tasks of one venue; keyed by venue.</summary>
    LiquidationQueue,

    /// <summary>The cross-venue unwind of one owner; keyed by owner.</summary>
    Unwind,

    /// <summary>What concerns all at once; one actor.</summary>
    SystemRisk,
}
