namespace RiskCluster.Core.Liquidations;

/// <summary>How a task finds its keeper.</summary>
public enum LiquidationMode
{
    /// <summary>The first keeper that claims it works it as an order within its price limits.</summary>
    Order,

    /// <summary>The price falls with time, and whoever bids takes a share of it at the price of the moment.</summary>
    Dutch,

    /// <summary>Keepers commit to bids that nobody can read, then reveal them; the best one gets the claim. For large unwinds.</summary>
    Sealed,
}
