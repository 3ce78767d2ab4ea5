using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Engine;

/// <summary>What a report is made of: the parts that a margin cycle and <see cref="PortfolioMargin"/> have in common.</summary>
internal sealed record ReportSource(RiskArrays Arrays, DoubleRows Rows, Besides Besides, DoubleNetting Netting)
{
    /// <summary>Refuses a portfolio that has no figure in the present market.</summary>
    /// <exception cref="UnpricedInstrumentException">A lot, or collateral owed, has no price.</exception>
    public void Require(PortfolioLots portfolio)
    {
        foreach (var slot in portfolio.Slots) Require(slot);
        if (Besides.Credit.UnpricedDebt(portfolio.Entry) is { } owed) throw new UnpricedInstrumentException(owed, Unavailable.UnpricedDebt.Reason);
    }

    /// <summary>Refuses an instrument without a price.</summary>
    /// <exception cref="UnpricedInstrumentException">It has none.</exception>
    public void Require(int slot)
    {
        if (Arrays.Status(slot) is { } unavailable) throw new UnpricedInstrumentException(Arrays.Instruments[slot].Name, unavailable.Reason);
    }

    /// <summary>What the equity of a portfolio consists of, haircut by haircut (MODEL MRG-7, COL-1 to COL-3).</summary>
    public EquityReport Equity(LotSpan lots)
    {
        var profit = Besides.Credit.Profit(lots);
        var markValueUsd = Besides.Equity.EquityUsd(lots) - lots.Entry.CashUsd - profit.GrossUsd;
        return new(lots.Entry.CashUsd, markValueUsd, profit, Besides.Credit.Collateral(lots, Besides.Unwinds.Charge(lots.Slots, lots.Lots, worker: 0).HorizonDays));
    }
}
