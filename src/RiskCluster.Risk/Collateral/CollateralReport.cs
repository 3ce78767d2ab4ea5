using System.Collections.Immutable;

namespace RiskCluster.Risk.Collateral;

/// <summary>What an owner's collateral counts for, holding by holding (MODEL COL-1 to COL-3).</summary>
/// <param name="Values">In the order of the balances.</param>
public sealed record CollateralReport(ImmutableArray<CollateralValue> Values)
{
    /// <summary>Sum of what counts, debts included, USD.</summary>
    public double CountedUsd => Values.Sum(value => value.CountedUsd);

    /// <summary>Sum before any haircut, debts included, USD.</summary>
    public double GrossUsd => Values.Sum(value => value.GrossUsd);
}
