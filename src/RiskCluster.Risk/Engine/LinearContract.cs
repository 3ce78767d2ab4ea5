using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.Engine;

/// <summary>Spot, perpetual or future: everything whose value follows the price without a volatility (MODEL INS-1, MKT-4).</summary>
/// <remarks>
/// One unit of position gains, with F' = F (1 + share (ratio - 1)) and h the horizon in periods of eight hours:
/// <code>
/// spot, linear future       c (F' - F)                              (spot: F is the index)
/// linear perpetual          c (F' - F) - c F' funding h
/// inverse future            c (1/F - 1/F') index ratio              (c in USD; the gain is paid in coin, worth index ratio each)
/// inverse perpetual         the same, - c (index ratio / F') funding h
/// </code>
/// </remarks>
internal sealed class LinearContract(int index, Instrument instrument, ExpiryTerms? terms)
{
    private const double FundingPeriodsPerYear = 3 * 365;
    private const double DaysPerYear = 365;
    private const double UsdCeiling = 1e30;

    private double price;
    private double indexPrice;
    private double floatingShare;
    private double fundingPerYear;

    /// <summary>The instrument's number.</summary>
    public int Index { get; } = index;

    /// <summary>Reads the market, then writes figures and row.</summary>
    public void Fill(MarketSnapshot market, ShockColumns shocks, RiskArrayStore store)
    {
        var problem = Read(market, shocks);
        if (problem is not null)
        {
            store.Withdraw(Index, problem);
            return;
        }

        store.Status[Index] = null;
        store.MaxAbs[Index] = FillRow(shocks, store);
        if (!float.IsFinite(store.MaxAbs[Index]))
        {
            store.Withdraw(Index, Unavailable.OutOfRange);
            return;
        }

        PublishFigures(store);
    }

    /// <summary>P&amp;L of one unit in one scenario, dampened, USD.</summary>
    public double PnlUsd(ShockColumns shocks, int scenario)
    {
        var ratio = shocks.Ratio[scenario];
        var move = floatingShare * (ratio - 1);
        var shocked = price * (1 + move);
        var funding = fundingPerYear * shocks.HorizonYears[scenario];
        var gain = instrument.IsSizedInUsd
            ? (move - funding) * indexPrice * ratio / shocked
            : price * move - shocked * funding;
        return shocks.Dampening[scenario] * instrument.ContractSize * gain;
    }

    private Unavailable? Read(MarketSnapshot market, ShockColumns shocks)
    {
        if (terms?.Problem is not null) return terms.Problem;
        indexPrice = market.IndexPrice;
        price = instrument.Kind switch
        {
            InstrumentKind.Spot => market.IndexPrice,
            InstrumentKind.Perpetual => market.PerpetualPrice,
            _ => terms!.Forward,
        };
        floatingShare = terms?.FloatingShare ?? 1;
        fundingPerYear = instrument.Kind == InstrumentKind.Perpetual ? market.FundingRate8h * FundingPeriodsPerYear : 0;
        if (!IsPrice(price) || !IsPrice(indexPrice) || !double.IsFinite(fundingPerYear)) return Unavailable.NoPrice;
        var largest = Math.Max(price, indexPrice) * Math.Max(shocks.Magnitude, 1) * Math.Abs(instrument.ContractSize);
        return largest <= UsdCeiling ? null : Unavailable.OutOfRange;
    }

    private unsafe float FillRow(ShockColumns shocks, RiskArrayStore store)
    {
        var largest = 0f;
        for (var tile = 0; tile < store.TileCount; tile++)
        {
            var row = store.Row(tile, Index);
            var start = tile * ShockColumns.TileLength;
            var used = Math.Min(shocks.Count - start, ShockColumns.TileLength);
            for (var s = 0; s < used; s++)
            {
                row[s] = (float)PnlUsd(shocks, start + s);
                largest = Math.Max(largest, Math.Abs(row[s]));
            }
        }

        return largest;
    }

    // A future is settled to its mark, so its own value is nothing; only spot is worth its price.
    private void PublishFigures(RiskArrayStore store)
    {
        var size = instrument.ContractSize;
        var isSpot = instrument.Kind == InstrumentKind.Spot;
        store.PriceUsd[Index] = price;
        store.MarkUsd[Index] = isSpot ? size * price : 0;
        store.DeltaCoin[Index] = instrument.IsSizedInUsd ? size * floatingShare / price : size * floatingShare * price / indexPrice;
        store.GammaPerUsd[Index] = 0;
        store.VegaUsd[Index] = 0;
        store.ThetaUsdPerDay[Index] = -fundingPerYear / DaysPerYear * size * (instrument.IsSizedInUsd ? indexPrice / price : price);
    }

    private static bool IsPrice(double value) => double.IsFinite(value) && value > 0;
}
