using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Cli.Bench.Naive;

/// <summary>The margin of a portfolio as its definition reads: revalue everything, add up, take the worst and the mean of the tail.</summary>
internal static class NaiveMargin
{
    /// <summary>P&amp;L of the lots in every scenario, USD.</summary>
    public static double[] PnlUsd(IReadOnlyList<(Instrument Instrument, double Lot)> lots, IReadOnlyList<MarketSnapshot> markets, ScenarioSet scenarios)
    {
        var pnlUsd = new double[scenarios.Count];
        foreach (var (instrument, lot) in lots)
        {
            var market = markets.First(item => item.Underlying == instrument.Underlying);
            for (var s = 0; s < pnlUsd.Length; s++) pnlUsd[s] += lot * NaiveRevaluation.PnlUsd(instrument, market, scenarios, s);
        }

        return pnlUsd;
    }

    /// <summary>The larger of the worst stress loss and the expected shortfall of the historical scenarios; at least 0.</summary>
    public static double ScanUsd(double[] pnlUsd, ScenarioSet scenarios, RiskModelRequirement rules)
    {
        var stressUsd = pnlUsd.Take(scenarios.StressCount).Select(pnl => -pnl).DefaultIfEmpty(0).Max();
        var history = pnlUsd.Skip(scenarios.StressCount).Order().ToArray();
        var tail = history.Length * (1 - rules.EsConfidence);
        var whole = (int)tail;
        var shortfallUsd = history.Length == 0 ? 0 : tail < 1 ? -history[0] : -(history.Take(whole).Sum() + (tail - whole) * history[whole]) / tail;
        return Math.Max(0, Math.Max(stressUsd, shortfallUsd));
    }

    /// <summary>What is charged beside the scan (MRG-4), each part grouped and added up as it is defined.</summary>
    public static ContingencyCharge Contingencies(IReadOnlyList<(Instrument Instrument, double Lot)> lots, IReadOnlyList<MarketSnapshot> markets, RiskModelContingencies rules)
    {
        MarketSnapshot Market(Instrument instrument) => markets.First(item => item.Underlying == instrument.Underlying);
        double Notional((Instrument Instrument, double Lot) item) =>
            item.Lot * item.Instrument.ContractSize * (item.Instrument.IsSizedInUsd ? 1 : Market(item.Instrument).IndexPrice);

        var options = lots.Where(item => item.Instrument.IsOption).ToList();
        var perpetuals = lots.Where(item => item.Instrument.Kind == InstrumentKind.Perpetual).ToList();
        var futures = lots.Where(item => item.Instrument.Kind == InstrumentKind.Future).ToList();
        var basis = options.Concat(futures).GroupBy(item => (item.Instrument.Underlying, item.Instrument.Expiry)).Sum(expiry =>
        {
            var market = Market(expiry.First().Instrument);
            var exposureUsd = Math.Abs(expiry.Sum(item => item.Lot * NaiveRevaluation.ForwardExposureUsd(item.Instrument, market)));
            return exposureUsd * rules.BasisPerYear * Math.Min(market.AsOf.YearsUntil(expiry.Key.Expiry), rules.BasisCapYears);
        });
        var nakedShorts = options.GroupBy(item => (item.Instrument.Underlying, item.Instrument.Expiry, item.Instrument.Strike)).Sum(strike => Math.Max(0, -strike.Sum(Notional)));
        var netPerpetuals = perpetuals.GroupBy(item => item.Instrument.Underlying).Sum(coin => Math.Abs(coin.Sum(Notional)));
        var unsure = options.Concat(perpetuals).Where(item => Market(item.Instrument).Confidence < rules.OracleConfidence.Threshold);
        return new(
            basis,
            rules.RollRate * futures.Concat(perpetuals).Sum(item => Math.Abs(Notional(item))),
            rules.NakedShortFraction * nakedShorts,
            rules.PerpetualFraction * netPerpetuals,
            unsure.Sum(item => (1 - Market(item.Instrument).Confidence) * rules.OracleConfidence.Margin * Math.Abs(Notional(item))));
    }
}
