using RiskCluster.Core.Turns;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Core.Accounts;

/// <summary>What a fill does to a position and to money.</summary>
/// <remarks>
/// Futures and perpetuals are margined: only what a fill closes pays, <c>closed (price - average)</c> in USD when linear, <c>closed (1/average - 1/price)</c> in coin
/// when inverse (closed is signed as the position was; inverse sizes are USD). What a fill adds moves the average: the mean by size when linear, the harmonic one when
/// inverse, so that profit against it is the sum of profits against the parts. A fill beyond the position closes it and opens the other side at the fill's price.
/// Options and spot are paid for in full, <c>-quantity price</c>, in USD when linear, in coin when inverse; their mark value is what they are worth.
/// Payments are rounded down to 1e-9, against the account.
/// </remarks>
internal readonly record struct FillArithmetic(decimal Size, decimal? AveragePrice, decimal PaidUsd, decimal PaidCoin)
{
    public static FillArithmetic Of(Instrument instrument, AccountPosition? held, decimal quantity, decimal price)
    {
        var before = held?.Size ?? 0;
        var size = before + quantity;
        var isMargined = instrument.Kind is InstrumentKind.Future or InstrumentKind.Perpetual;
        var paid = RoundDown(isMargined ? Realised(instrument, before, held?.AveragePrice ?? price, quantity, price) : -quantity * price);
        var average = Average(instrument, before, held, quantity, price, size);
        return instrument.Settlement == Settlement.Linear ? new(DecimalBounds.Plain(size), average, paid, 0) : new(DecimalBounds.Plain(size), average, 0, paid);
    }

    private static decimal Realised(Instrument instrument, decimal before, decimal average, decimal quantity, decimal price)
    {
        if (before == 0 || before > 0 == quantity > 0) return 0;
        var closed = Math.Sign(before) * Math.Min(Math.Abs(before), Math.Abs(quantity));
        return instrument.IsSizedInUsd ? closed / average - closed / price : closed * (price - average);
    }

    private static decimal? Average(Instrument instrument, decimal before, AccountPosition? held, decimal quantity, decimal price, decimal size)
    {
        if (size == 0) return null;
        if (before == 0 || before > 0 != size > 0) return DecimalBounds.Plain(price);
        if (before > 0 != quantity > 0) return held?.AveragePrice;
        if (held?.AveragePrice is not { } average) return null;
        var mean = instrument.IsSizedInUsd ? size / (before / average + quantity / price) : (before * average + quantity * price) / size;
        return DecimalBounds.Plain(decimal.Round(mean, DecimalBounds.MaxScale));
    }

    private static decimal RoundDown(decimal value) => DecimalBounds.Plain(decimal.Round(value, DecimalBounds.MaxScale, MidpointRounding.ToNegativeInfinity));
}
