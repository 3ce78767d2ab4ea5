using System.Collections.Immutable;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Tests.Engine;
using RiskCluster.Risk.Tests.WhatIf;
using RiskCluster.Risk.Unwinding;

namespace RiskCluster.Risk.Tests.Unwinding;

/// <summary>Owners short of their buffer margin, and what is left of them when orders are filled as planned: by the margin cycle, not by the planner.</summary>
internal static class TestUnwinds
{
    public const double BufferShare = 0.2;

    public static MarginContext Context => TestPortfolios.Context;

    /// <summary>An owner of random accounts whose equity is a multiple of its maintenance margin.</summary>
    public static UnwindRequest Levered(int seed, int accounts, double multiple, double size = 1)
    {
        var owned = TestPortfolios.Owned(seed, accounts);
        owned = [.. owned.Select(account => account with { Positions = [.. account.Positions.Select(position => position with { Quantity = size * position.Quantity })] })];
        return Levered([.. owned], multiple);
    }

    /// <summary>The same accounts, the first one's cash such that the owner's equity is a multiple of its maintenance margin.</summary>
    public static UnwindRequest Levered(ImmutableArray<AccountPortfolio> accounts, double multiple, MarginContext? context = null)
    {
        var figure = Figure(accounts, context);
        return new("owner", accounts.SetItem(0, accounts[0] with { CashUsd = multiple * figure.MaintenanceMarginUsd - figure.EquityUsd }), BufferShare);
    }

    /// <summary>The netted figure of some accounts out of a margin cycle.</summary>
    public static MarginFigure Figure(IEnumerable<AccountPortfolio> accounts, MarginContext? context = null)
    {
        var list = accounts.ToList();
        AccountPortfolio netted = new("v", "a", "owner", list.Sum(account => account.CashUsd), [.. list.SelectMany(account => account.Positions)]);
        return TestPortfolios.CycleFigure(netted, context ?? Context);
    }

    /// <summary>Buffer margin minus equity.</summary>
    public static double GapUsd(MarginFigure figure) => (1 + BufferShare) * figure.MaintenanceMarginUsd - figure.EquityUsd;

    /// <summary>The accounts with an order filled at the mark, its cost paid: positions cut in place, proceeds in cash.</summary>
    public static ImmutableArray<AccountPortfolio> Fill(ImmutableArray<AccountPortfolio> accounts, UnwindOrder order)
    {
        var index = accounts.IndexOf(accounts.Single(account => account.Venue == order.Venue && account.Account == order.Account));
        var account = accounts[index];
        var lines = account.Positions.Where(position => position.Instrument == order.Instrument).ToList();
        var held = lines.Sum(line => line.Quantity);
        var share = -order.Quantity / held;
        share.ShouldBeInRange(0, 1 + 1e-9, order.Instrument);
        var cashUsd = lines.Sum(line => share * line.Quantity * ProceedsUsd(line));
        return accounts.SetItem(index, account with
        {
            CashUsd = account.CashUsd + cashUsd - order.CostUsd,
            Positions = [.. account.Positions.Select(position => position.Instrument == order.Instrument ? position with { Quantity = position.Quantity * (1 - share) } : position)],
        });
    }

    /// <summary>Net coins by underlying.</summary>
    public static double[] NetCoin(IEnumerable<AccountPortfolio> accounts)
    {
        var list = accounts.ToList();
        using var margin = Context.Open(list);
        return [.. Context.Market.Select(snapshot => snapshot.Underlying).Select(coin => list.SelectMany(account => account.Positions).Where(position => position.Instrument.StartsWith(coin, StringComparison.Ordinal))
            .Sum(position => position.Quantity * margin.Arrays.DeltaCoin[margin.SlotOf(position.Instrument)]))];
    }

    /// <summary>What trading coins of an underlying in one order costs, by the definition of MRG-5.</summary>
    public static double OrderCostUsd(string underlying, double coins)
    {
        var rules = Context.Model.Requirement.Unwind!;
        var market = rules.MarketOf(Context.Market.Single(item => item.Underlying == underlying));
        var coin = Math.Abs(coins);
        var walked = market.Depth.CostUsd(coins < 0 ? DepthSide.Bids : DepthSide.Asks, coin * market.DepthUnitsPerCoin);
        return walked + coin * market.MidUsd * rules.Rule.ImpactCoefficient * market.VolDaily * Math.Sqrt(coin / market.VolumeCoinPerDay);
    }

    // What a unit is worth at its mark: an option's or coin's price, a future's profit.
    private static double ProceedsUsd(Position line)
    {
        var instrument = InstrumentName.Parse(line.Instrument);
        var market = Context.Market.Single(item => item.Underlying == instrument.Underlying);
        using var margin = Context.Open([line.Instrument]);
        var price = margin.Arrays.PriceUsd[0];
        if (instrument.Kind is not (InstrumentKind.Future or InstrumentKind.Perpetual)) return margin.Arrays.MarkUsd[0];
        return instrument.Settlement == Settlement.Linear
            ? instrument.ContractSize * (price - line.AveragePrice!.Value)
            : instrument.ContractSize * (1 / line.AveragePrice!.Value - 1 / price) * market.IndexPrice;
    }
}
