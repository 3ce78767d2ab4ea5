namespace RiskCluster.Risk.Contagion;

/// <summary>How a shared pool comes out of a run.</summary>
/// <param name="Name">Which.</param>
/// <param name="HeldUsd">What all nodes held before the shock; USD.</param>
/// <param name="SoldUsd">What of it was sold, at the price before the shock; USD.</param>
/// <param name="ShockedPrice">The price that the shock left, 1 before it.</param>
/// <param name="Price">The price that the sales left.</param>
public sealed record PoolOutcome(string Name, double HeldUsd, double SoldUsd, double ShockedPrice, double Price)
{
    /// <summary>What its holders lost to the shock; USD.</summary>
    public double ShockLossUsd => HeldUsd * (1 - ShockedPrice);

    /// <summary>What they lost to each other's sales; USD.</summary>
    public double FireSaleLossUsd => HeldUsd * (ShockedPrice - Price);
}
