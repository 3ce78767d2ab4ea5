using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.Engine;

/// <summary>What each lot adds to equity at the present marks, and the equity of a portfolio (MODEL MRG-7, without collateral and before any haircut).</summary>
/// <remarks>
/// Options and spot count at mark value. A linear future adds quantity x (mark - entry), an inverse one quantity x (1/entry - 1/mark) coins at the index
/// price; the entry parts do not move and stand in the portfolio's <see cref="EntryValue"/>.
/// </remarks>
internal sealed class EquityColumns
{
    private readonly ImmutableArray<string> underlyings;
    private readonly RiskArrays arrays;
    private readonly double[] unitUsd;
    private readonly double[] indexUsd;

    public EquityColumns(ImmutableArray<string> underlyings, RiskArrays arrays)
    {
        this.underlyings = underlyings;
        this.arrays = arrays;
        unitUsd = new double[arrays.InstrumentCount];
        indexUsd = new double[underlyings.Length];
    }

    /// <summary>Takes the marks of one underlying, after its risk arrays were refilled.</summary>
    public void Refresh(MarketSnapshot snapshot)
    {
        var underlying = underlyings.IndexOf(snapshot.Underlying);
        if (underlying < 0) return;
        indexUsd[underlying] = snapshot.IndexPrice;
        for (var slot = 0; slot < unitUsd.Length; slot++)
        {
            var instrument = arrays.Instruments[slot];
            if (instrument.Underlying == snapshot.Underlying) unitUsd[slot] = Unit(instrument, slot, snapshot.IndexPrice);
        }
    }

    /// <summary>Equity in USD: even and odd lots summed apart, as the screen does, so that both see the same digits.</summary>
    public double EquityUsd(LotSpan portfolio)
    {
        double even = 0, odd = 0;
        for (var i = 0; i < portfolio.Lots.Length; i++)
        {
            var valueUsd = portfolio.Lots[i] * unitUsd[portfolio.Slots[i]];
            if (i % 2 == 0) even += valueUsd;
            else odd += valueUsd;
        }

        return EntryUsd(portfolio.Entry) + (even + odd);
    }

    /// <summary>The part of equity that does not come from the lots' marks: cash, and coins at the index.</summary>
    public double EntryUsd(EntryValue entry)
    {
        var usd = entry.CashUsd + entry.EnteredUsd;
        for (var u = 0; u < entry.Coins.Length; u++) usd += entry.Coins[u] * indexUsd[u];
        return usd;
    }

    /// <summary>The coins that inverse futures were entered at, at the index; USD.</summary>
    public double CoinsUsd(EntryValue entry)
    {
        var usd = 0.0;
        for (var u = 0; u < entry.Coins.Length; u++) usd += entry.Coins[u] * indexUsd[u];
        return usd;
    }

    /// <summary>What one unit adds to equity at the present mark, USD.</summary>
    public double UnitUsd(int slot) => unitUsd[slot];

    /// <summary>USD per coin; 0 before the first snapshot.</summary>
    public double IndexUsd(string underlying) => indexUsd[underlyings.IndexOf(underlying)];

    private double Unit(Instrument instrument, int slot, double index)
    {
        if (arrays.Status(slot) is not null) return 0;
        if (instrument.Kind is not (InstrumentKind.Future or InstrumentKind.Perpetual)) return arrays.MarkUsd[slot];
        return instrument.Settlement == Settlement.Linear
            ? instrument.ContractSize * arrays.PriceUsd[slot]
            : -instrument.ContractSize * index / arrays.PriceUsd[slot];
    }
}
