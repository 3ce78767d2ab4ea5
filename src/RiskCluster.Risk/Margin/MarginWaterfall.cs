using System.Collections.Immutable;

namespace RiskCluster.Risk.Margin;

/// <summary>The components of a figure in the order in which they make it: the one list that explain, what-if and pictures read (MODEL MRG-10).</summary>
/// <remarks>A component that joins the requirement joins this list, and appears everywhere.</remarks>
public static class MarginWaterfall
{
    /// <summary>The lines of a figure.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="rules">The rules that it was made by.</param>
    /// <param name="stressCount">How many stress scenarios stand in front of the historical ones.</param>
    public static ImmutableArray<MarginStep> Of(MarginFigure figure, RiskModelRequirement rules, int stressCount)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var (contingencies, charge) = (rules.Contingencies, figure.Contingencies);
        var (share, oracle) = (contingencies.MaintenanceShare, contingencies.OracleConfidence);
        return
        [
            new("stress_loss", figure.StressLossUsd, $"max(0, -min pnl) over the first {stressCount} scenarios"),
            new(
                "value_at_risk",
                figure.ValueAtRiskUsd,
                FormattableString.Invariant($"max(0, L[floor(k) + 1]) over the n scenarios after them, losses L sorted downwards, k = n (1 - {rules.EsConfidence})")),
            new("expected_shortfall", figure.ExpectedShortfallUsd, "max(0, (L[1] + ... + L[floor(k)] + (k - floor(k)) L[floor(k) + 1]) / k); L[1] when k <= 1"),
            new("scan", figure.ScanUsd, "max(stress_loss, expected_shortfall)"),
            new(
                "basis",
                charge.BasisUsd,
                FormattableString.Invariant($"sum over expiries of |net delta in coins| x index x {contingencies.BasisPerYear} x min(years, {contingencies.BasisCapYears})")),
            new("roll", charge.RollUsd, FormattableString.Invariant($"{contingencies.RollRate} x gross notional of futures and perpetuals")),
            new(
                "naked_short",
                charge.NakedShortUsd,
                FormattableString.Invariant($"{contingencies.NakedShortFraction} x index x sum over strikes of max(0, -(calls + puts in coins))")),
            new("perpetual", charge.PerpetualUsd, FormattableString.Invariant($"{contingencies.PerpetualFraction} x |net notional of perpetuals|, by underlying")),
            new(
                "oracle_confidence",
                charge.ConfidenceUsd,
                FormattableString.Invariant($"(1 - confidence) x {oracle.Margin} x gross notional of options and perpetuals, where confidence is below {oracle.Threshold}")),
            new(
                "initial_margin",
                figure.InitialMarginUsd,
                FormattableString.Invariant($"{rules.InitialFactor} x (scan + basis + roll + naked_short + perpetual + oracle_confidence)")),
            new(
                "maintenance_margin",
                figure.MaintenanceMarginUsd,
                FormattableString.Invariant($"{rules.MaintenanceFactor} x (scan + {share.Basis} basis + {share.Roll} roll + {share.NakedShort} naked_short + {share.Perpetual} perpetual)")),
        ];
    }
}
