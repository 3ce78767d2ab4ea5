using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>
/// The sixteen scenarios of SPAN: the price unchanged and at one, two and three thirds of its range either way, each with volatility up and down, then two extreme
/// moves that count in part.
/// </summary>
/// <remarks>
/// Positions that carry a risk array are read from it; the others are revalued over the time that the document says. L. G. McMillan, "Options as a Strategic
/// Investment", chapter 34; CME, "SPAN methodology".
/// </remarks>
/// <param name="PriceRange">Price scan range, as a fraction of the price.</param>
/// <param name="VolRange">Volatility scan range, in volatility.</param>
/// <param name="ExtremeMultiple">Extreme move over the price range.</param>
/// <param name="ExtremeShare">The part of an extreme P&amp;L that counts.</param>
/// <param name="LookAheadDays">Time that passes in a revaluation.</param>
/// <param name="RoundingUsd">Revalued figures per unit are rounded to a multiple of this; 0 does not round.</param>
internal sealed record SpanScenarios(
    double PriceRange, double VolRange, double ExtremeMultiple, double ExtremeShare, double LookAheadDays, double RoundingUsd) : IScenarioSource, IReadsRiskArrays
{
    private static readonly (string Name, double Thirds, int Vol)[] Scenarios =
    [
        ("price unchanged, vol up", 0, 1), ("price unchanged, vol down", 0, -1),
        ("price +1/3, vol up", 1, 1), ("price +1/3, vol down", 1, -1), ("price -1/3, vol up", -1, 1), ("price -1/3, vol down", -1, -1),
        ("price +2/3, vol up", 2, 1), ("price +2/3, vol down", 2, -1), ("price -2/3, vol up", -2, 1), ("price -2/3, vol down", -2, -1),
        ("price +3/3, vol up", 3, 1), ("price +3/3, vol down", 3, -1), ("price -3/3, vol up", -3, 1), ("price -3/3, vol down", -3, -1),
        ("extreme up", 3, 0), ("extreme down", -3, 0),
    ];

    public static SpanScenarios Read(RiskModelNode node) => new(
        node.Number("price_range", Interval.Open(0, 1)),
        node.Number("vol_range", Interval.Closed(0, 5)),
        node.Number("extreme_multiple", Interval.Closed(1, 10)),
        node.Number("extreme_share", Interval.Closed(0, 1)),
        node.Number("look_ahead_days", Interval.Closed(0, 30)),
        node.Number("rounding_usd", Interval.Closed(0, 1e6)));

    public IEnumerable<ScenarioOutcome> Run(string name, MarginCase margin, UnderlyingBook book)
    {
        for (var s = 0; s < Scenarios.Length; s++)
        {
            var lines = new double[margin.LineNames.Length];
            foreach (var leg in book.WithArrays) lines[leg.Line] = leg.Position.Size * ArrayOf(leg)[s];
            foreach (var perpetual in book.Perpetuals) lines[perpetual.Line] = perpetual.Coins * Rounded(LinearPnlUsd(perpetual.MarkPriceUsd, s));
            foreach (var expiry in book.Expiries)
            {
                foreach (var future in expiry.Futures) lines[future.Line] = future.Coins * Rounded(LinearPnlUsd(expiry.VariableForwardUsd, s));
                foreach (var option in expiry.Options) lines[option.Line] = option.Coins * Rounded(OptionPnlUsd(margin, expiry, option, s));
            }

            yield return new(Scenarios[s].Name, lines, lines.Sum());
        }
    }

    private static System.Collections.Immutable.ImmutableArray<double> ArrayOf(Leg leg)
    {
        var array = leg.Position.RiskArray!.PnlUsd;
        return array.Length == Scenarios.Length ? array : throw new ModelInputException(leg.Name, $"the risk array must have {Scenarios.Length} entries");
    }

    /// <summary>The scenario of the same price move and the other volatility; an extreme one is its own.</summary>
    public static int TwinOf(int scenario) => IsExtreme(scenario) ? scenario : scenario ^ 1;

    private static bool IsExtreme(int s) => Scenarios[s].Vol == 0;

    private double Weight(int s) => IsExtreme(s) ? ExtremeShare : 1;

    private double Move(int s) => Scenarios[s].Thirds / 3 * PriceRange * (IsExtreme(s) ? ExtremeMultiple : 1);

    private double LinearPnlUsd(double priceUsd, int s) => Weight(s) * Move(s) * priceUsd;

    private double OptionPnlUsd(MarginCase margin, ExpiryBook expiry, Leg option, int s)
    {
        var years = Math.Max(0, expiry.Quote.MaturityYears - LookAheadDays / 365);
        var later = expiry with { Quote = expiry.Quote with { SecondsToExpiry = years * Instruments.UnixTime.SecondsPerYear } };
        var unit = option with { Coins = 1 };
        var shocked = margin.Valuation.OptionValue(later, unit, Math.Max(0, 1 + Move(s)), Math.Max(0, option.VolAnnual + Scenarios[s].Vol * VolRange));
        return Weight(s) * (shocked - margin.Valuation.OptionValue(expiry, unit, 1, option.VolAnnual));
    }

    private double Rounded(double pnlUsd) => RoundingUsd == 0 ? pnlUsd : Math.Round(pnlUsd / RoundingUsd, MidpointRounding.AwayFromZero) * RoundingUsd;
}
