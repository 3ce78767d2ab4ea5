using System.Collections.Immutable;
using RiskCluster.Risk.Liquidity;

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
        var (unwind, unwindShare) = (figure.Unwind, rules.Unwind?.MaintenanceShare ?? 0);
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
                "liquidation_buffer",
                unwind.BufferUsd(figure.ScanUsd),
                FormattableString.Invariant($"scan x (sqrt(h/h0) - 1); h = {unwind.HorizonDays:0.####} days, the longest of its underlyings, h0 = {rules.Unwind?.Rule.Horizon.BaseDays ?? 0}")),
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
            new("half_spread", unwind.HalfSpreadUsd, "by underlying: regimes x |Q| x mid x half-spread; Q = net delta in coins"),
            new("depth_walk", unwind.WalkUsd, "by underlying: regimes x (n x walked cost of |Q|/n - half-spread); n orders over the horizon"),
            new("market_impact", unwind.ImpactUsd, FormattableString.Invariant($"by underlying: regimes x |Q| x mid x {rules.Unwind?.Rule.ImpactCoefficient ?? 0} x vol of a day x sqrt(|Q|/volume of a day)")),
            new("vega_spread", unwind.VegaSpreadUsd, FormattableString.Invariant($"by option: regimes x |net vega| x {rules.Unwind?.VolHalfSpread ?? 0}")),
            new("concentration", unwind.ConcentrationUsd, Concentration(rules.Unwind?.Rule.Concentration)),
            new("initial_margin", figure.InitialMarginUsd, FormattableString.Invariant($"{rules.InitialFactor} x (scan + every line from liquidation_buffer to concentration)")),
            new(
                "maintenance_margin",
                figure.MaintenanceMarginUsd,
                FormattableString.Invariant($"{rules.MaintenanceFactor} x (scan + liquidation_buffer + {share.Basis} basis + {share.Roll} roll + {share.NakedShort} naked_short + {share.Perpetual} perpetual")
                + FormattableString.Invariant($" + {unwindShare} x the last 5)")),
        ];
    }

    private static string Concentration(ConcentrationRule? rule) => rule is null ? "not charged" : FormattableString.Invariant(
        $"by underlying: |Q| x mid x min({rule.MaxFraction}, {rule.Slope} x max(0, |Q|/open interest - {rule.ThresholdShare})^{rule.Power})");
}
