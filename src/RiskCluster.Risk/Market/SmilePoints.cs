using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Risk.Market;

/// <summary>Turns the quotes of an expiry into weighted points of its smile (MODEL MKT-2).</summary>
public static class SmilePoints
{
    /// <summary>A spread narrower than this, in volatility, is not taken for more certainty: half a vol point.</summary>
    private const double FinestSpread = 0.005;

    /// <summary>The spread, in volatility, that a quote with only one side is taken to have.</summary>
    private const double OneSidedSpread = 0.10;

    /// <summary>Strikes whose vega is below this part of the greatest vega say nothing about volatility.</summary>
    private const double LeastRelativeVega = 1e-3;

    /// <summary>
    /// In the squared error a strike counts by vega^0.6 and against spread^0.5. Full powers would fit the money alone, and a smile is quoted, and margined, in its wings too:
    /// over the chains of February 2026 these powers leave the least median error of all out-of-the-money marks.
    /// </summary>
    private const double VegaPower = 0.3;
    private const double SpreadPower = 0.25;

    /// <summary>One point a strike, from its out-of-the-money option (the other one where only that is listed), by rising k.</summary>
    /// <param name="quotes">By rising strike.</param>
    /// <param name="forwardUsd">Forward of the expiry.</param>
    /// <param name="maturityYears">Years to expiry, > 0.</param>
    /// <remarks>
    /// The target is the mark vol: with marks of one instant and quotes of several, the quotes say how well a strike is known, not where it is. Their spread is taken
    /// in volatility. Bid and ask are inverted from coin prices; a side that has no implied volatility counts as missing.
    /// </remarks>
    public static ImmutableArray<SmilePoint> Of(ImmutableArray<OptionQuote> quotes, double forwardUsd, double maturityYears)
    {
        var points = ImmutableArray.CreateBuilder<SmilePoint>(quotes.Length / 2 + 1);
        for (var i = 0; i < quotes.Length; i++)
        {
            var quote = quotes[i];
            var hasTwin = i > 0 && quotes[i - 1].Strike == quote.Strike || i + 1 < quotes.Length && quotes[i + 1].Strike == quote.Strike;
            if (hasTwin && !IsOutOfTheMoney(quote, forwardUsd)) continue;
            if (Point(quote.Strike, quote.MarkVolAnnual, SpreadVol(quote, forwardUsd, maturityYears), forwardUsd, maturityYears) is { } point) points.Add(point);
        }

        return points.ToImmutable();
    }

    /// <summary>The point of one strike that is quoted in volatility; null where its vega says nothing.</summary>
    /// <param name="strike">USD per coin, > 0.</param>
    /// <param name="volAnnual">The volatility to meet, > 0.</param>
    /// <param name="spreadVol">Ask less bid, in volatility; null when a side is missing.</param>
    /// <param name="forwardUsd">Forward of the expiry, > 0.</param>
    /// <param name="maturityYears">Years to expiry, > 0.</param>
    public static SmilePoint? Point(double strike, double volAnnual, double? spreadVol, double forwardUsd, double maturityYears)
    {
        var k = Math.Log(strike / forwardUsd);
        var totalVol = volAnnual * Math.Sqrt(maturityYears);
        var d1 = -k / totalVol + totalVol / 2;
        var relativeVega = Math.Exp(-d1 * d1 / 2);
        if (relativeVega < LeastRelativeVega) return null;
        var spread = spreadVol is { } width ? Math.Clamp(width, FinestSpread, OneSidedSpread) : OneSidedSpread;
        return new(k, volAnnual, Math.Pow(relativeVega, VegaPower) / Math.Pow(spread, SpreadPower));
    }

    /// <summary>True for calls at or above the forward and puts below it.</summary>
    public static bool IsOutOfTheMoney(in OptionQuote quote, double forwardUsd) => quote.Type == OptionType.Call == quote.Strike >= forwardUsd;

    private static double? SpreadVol(in OptionQuote quote, double forward, double years)
    {
        var bid = Implied(quote, quote.BidCoin, forward, years);
        var ask = Implied(quote, quote.AskCoin, forward, years);
        return double.IsNaN(bid) || double.IsNaN(ask) ? null : ask - bid;
    }

    private static double Implied(in OptionQuote quote, double? priceCoin, double forward, double years) =>
        priceCoin is { } price ? ImpliedVol.FromPrice(quote.Type, forward, quote.Strike, price * forward, years) : double.NaN;
}
