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
                FormattableString.Invariant($"scan x (sqrt(h/h0) - 1), the longest horizon h of its underlyings being {unwind.HorizonDays:0.####} days, h0 {rules.Unwind?.Rule.Horizon.BaseDays ?? 0}")),
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
            new("half_spread", unwind.HalfSpreadUsd, "sum over underlyings of regimes x |Q| x mid x half-spread, Q the net delta in coins"),
            new("depth_walk", unwind.WalkUsd, "sum over underlyings of regimes x (n x walked cost of |Q|/n - half-spread), n orders over the horizon"),
            new("market_impact", unwind.ImpactUsd, FormattableString.Invariant($"sum over underlyings of regimes x |Q| x mid x {rules.Unwind?.Rule.ImpactCoefficient ?? 0} x daily vol x sqrt(|Q|/volume)")),
            new("vega_spread", unwind.VegaSpreadUsd, FormattableString.Invariant($"sum over options of regimes x |net vega| x {rules.Unwind?.VolHalfSpread ?? 0}")),
            new("concentration", unwind.ConcentrationUsd, Concentration(rules.Unwind)),
            new(
                "initial_margin",
                figure.InitialMarginUsd,
                FormattableString.Invariant(
                    $"{rules.InitialFactor} x (scan + liquidation_buffer + basis + roll + naked_short + perpetual + oracle_confidence + half_spread + depth_walk + market_impact + vega_spread + concentration)")),
            new(
                "maintenance_margin",
                figure.MaintenanceMarginUsd,
                FormattableString.Invariant($"{rules.MaintenanceFactor} x (scan + liquidation_buffer + {share.Basis} basis + {share.Roll} roll + {share.NakedShort} naked_short + {share.Perpetual} perpetual")
                + FormattableString.Invariant($" + {unwindShare} (half_spread + depth_walk + market_impact + vega_spread + concentration))")),
        ];
    }

    private static string Concentration(RiskModelUnwind? rules) => rules is null ? "not charged" : FormattableString.Invariant(
        $"sum over underlyings of |Q| x mid x min({rules.Rule.Concentration.MaxFraction}, {rules.Rule.Concentration.Slope} x max(0, |Q|/open interest - {rules.Rule.Concentration.ThresholdShare})^{rules.Rule.Concentration.Power})");
}
