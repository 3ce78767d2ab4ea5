using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Cli.Bench.Naive;

/// <summary>The equity of some accounts together as the definition reads (MRG-7): cash, values, what counts of the netted profit, what counts of the collateral.</summary>
internal static class NaiveEquity
{
    public static double Usd(IReadOnlyList<AccountPortfolio> accounts, IReadOnlyList<MarketSnapshot> markets, ScenarioSet scenarios, RiskModelRequirement rules, double horizonDays)
    {
        var positions = accounts.SelectMany(account => account.Positions)
            .Select(position => (Instrument: InstrumentName.Parse(position.Instrument), position.Quantity, position.AveragePrice))
            .Select(position => (position.Instrument, position.Quantity, position.AveragePrice, Market: markets.First(market => market.Underlying == position.Instrument.Underlying)))
            .ToLookup(position => position.Instrument.Kind is InstrumentKind.Future or InstrumentKind.Perpetual);
        var profitUsd = positions[true].Sum(position => position.Quantity * NaiveRevaluation.ProfitUsd(position.Instrument, position.Market, position.AveragePrice));
        var usd = accounts.Sum(account => account.CashUsd) + positions[false].Sum(position => position.Quantity * NaiveRevaluation.ValueUsd(position.Instrument, position.Market));
        if (rules.Collateral is not { UnrealisedProfit: var profit }) return usd + profitUsd;
        var lots = accounts.SelectMany(account => account.Positions).Select(position => (InstrumentName.Parse(position.Instrument), position.Quantity)).ToList();
        return usd
            + Math.Min(profitUsd, Math.Min(profit.CapUsd, (1 - profit.Haircut) * Math.Max(0, profitUsd)))
            + new NaiveCollateral(markets, scenarios, rules).CountedUsd(accounts, lots, horizonDays);
    }
}
