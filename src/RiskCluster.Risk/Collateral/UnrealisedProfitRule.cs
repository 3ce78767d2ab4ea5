using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Collateral;

/// <summary>How much of a profit counts before it is realised: min(cap, (1 - haircut) profit); a loss counts fully (MODEL MRG-7). Immutable.</summary>
/// <param name="Haircut">Fraction of a profit that does not count; [0, 1].</param>
/// <param name="CapUsd">Most that counts, USD; [0, infinity].</param>
public sealed record UnrealisedProfitRule(double Haircut, double CapUsd)
{
    internal static readonly Interval HaircutBounds = Interval.Closed(0, 1);
    internal static readonly Interval CapUsdBounds = Interval.Closed(0, double.PositiveInfinity);

    /// <summary>Fraction.</summary>
    public double Haircut { get; } = Haircut.Within(HaircutBounds);

    /// <summary>USD.</summary>
    public double CapUsd { get; } = CapUsd.Within(CapUsdBounds);

    /// <summary>What counts, USD.</summary>
    /// <param name="profitUsd">Unrealised profit, negative for a loss, USD.</param>
    public double CountedUsd(double profitUsd) => profitUsd <= 0 ? profitUsd : Math.Min(CapUsd, (1 - Haircut) * profitUsd);

    /// <summary>What counts, step by step.</summary>
    /// <param name="profitUsd">Unrealised profit, negative for a loss, USD.</param>
    public CollateralValue Of(double profitUsd)
    {
        var tally = new CollateralTally("unrealised profit", profitUsd.Finite());
        if (profitUsd <= 0) return tally.Close();
        tally.Cut(new("MRG-7", "haircut of unrealised profit", Haircut));
        tally.Limit("MRG-7", "cap of unrealised profit", CapUsd);
        return tally.Close();
    }
}
