using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.Engine;

/// <summary>What each lot adds to equity at the present marks, and the equity of a portfolio (MODEL MRG-7, without collateral).</summary>
/// <remarks>
/// Options and spot count at mark value. A linear future adds quantity x (mark - entry), an inverse one quantity x (1/entry - 1/mark) coins at the index
/// price; the entry parts do not move and stand in the book's <see cref="EntryValue"/>.
/// </remarks>
internal sealed class EquityColumns
{
    private readonly MarginBook book;
    private readonly RiskArrays arrays;
    private readonly double[] unitUsd;
    private readonly double[] indexUsd;
    private readonly double[] cashUsd;
    private readonly double[] coins;

    public EquityColumns(MarginBook book, RiskArrays arrays)
    {
        this.book = book;
        this.arrays = arrays;
        unitUsd = new double[book.Instruments.Length];
        indexUsd = new double[book.Underlyings.Length];
        // Side by side for the pass over all portfolios.
        cashUsd = [.. Enumerable.Range(0, book.PortfolioCount).Select(portfolio => book.EntryOf(portfolio).CashUsd)];
        coins = [.. Enumerable.Range(0, book.PortfolioCount).SelectMany(portfolio => book.EntryOf(portfolio).Coins)];
    }

    /// <summary>Takes the marks of one underlying, after its risk arrays were refilled.</summary>
    public void Refresh(MarketSnapshot snapshot)
    {
        var underlying = book.Underlyings.IndexOf(snapshot.Underlying);
        if (underlying < 0) return;
        indexUsd[underlying] = snapshot.IndexPrice;
        for (var slot = 0; slot < unitUsd.Length; slot++)
        {
            var instrument = book.Instruments[slot];
            if (instrument.Underlying == snapshot.Underlying) unitUsd[slot] = Unit(instrument, slot, snapshot.IndexPrice);
        }
    }

    /// <summary>Equity in USD: even and odd lots summed apart, as the screen does, so that both see the same digits.</summary>
    public double EquityUsd(int portfolio)
    {
        double even = 0, odd = 0;
        var slots = book.Slots;
        var lots = book.Lots;
        var start = book.LotStart[portfolio];
        for (var i = start; i < book.LotStart[portfolio + 1]; i++)
        {
            var valueUsd = lots[i] * unitUsd[slots[i]];
            if ((i - start) % 2 == 0) even += valueUsd;
            else odd += valueUsd;
        }

        return EntryUsd(portfolio) + (even + odd);
    }

    /// <summary>The part of equity that does not come from the lots' marks: cash, and coins at the index.</summary>
    public double EntryUsd(int portfolio)
    {
        var usd = cashUsd[portfolio];
        var first = portfolio * indexUsd.Length;
        for (var u = 0; u < indexUsd.Length; u++) usd += coins[first + u] * indexUsd[u];
        return usd;
    }

    /// <summary>What one unit adds to equity at the present mark, USD.</summary>
    public double UnitUsd(int slot) => unitUsd[slot];

    /// <summary>USD per coin; 0 before the first snapshot.</summary>
    public double IndexUsd(string underlying) => indexUsd[book.Underlyings.IndexOf(underlying)];

    private double Unit(Instrument instrument, int slot, double index)
    {
        if (arrays.Status(slot) is not null) return 0;
        if (instrument.Kind is not (InstrumentKind.Future or InstrumentKind.Perpetual)) return arrays.MarkUsd[slot];
        return instrument.Settlement == Settlement.Linear
            ? instrument.ContractSize * arrays.PriceUsd[slot]
            : -instrument.ContractSize * index / arrays.PriceUsd[slot];
    }
}
