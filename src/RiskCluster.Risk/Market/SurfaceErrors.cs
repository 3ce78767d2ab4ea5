using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Market;

/// <summary>How far a fitted surface is from the mark vols of its chain (MODEL MKT-2), in volatility (0.01 = one vol point), over out-of-the-money options.</summary>
/// <param name="Quotes">Options that were compared, far wings included.</param>
/// <param name="MedianVol">Median absolute error; NaN when there was nothing to compare.</param>
/// <param name="Percentile95Vol">95th percentile of the absolute error. It is large: beyond the wing clamp the surface is flat by rule while marks go on rising.</param>
/// <param name="WithinWings">Options on this side of the wing clamp of their slice.</param>
/// <param name="MedianWithinWingsVol">Median over those.</param>
/// <param name="Percentile95WithinWingsVol">95th percentile over those.</param>
public readonly record struct SurfaceErrors(
    int Quotes,
    double MedianVol,
    double Percentile95Vol,
    int WithinWings,
    double MedianWithinWingsVol,
    double Percentile95WithinWingsVol)
{
    /// <summary>Chains are compared over options with more life than this: in the last two days a vol point is worth next to nothing.</summary>
    public const double LeastMaturityYears = 2.0 / 365;

    /// <summary>Compares each chain with the snapshot that was built from it; all options count alike.</summary>
    public static SurfaceErrors Of(IEnumerable<(OptionChain Chain, MarketSnapshot Snapshot)> markets)
    {
        ArgumentNullException.ThrowIfNull(markets);
        return Of(markets.SelectMany(market => market.Chain.Expiries
            .Where(expiry => market.Chain.AsOf.YearsUntil(expiry.Expiry) > LeastMaturityYears)
            .SelectMany(expiry => Errors(expiry, market.Snapshot))));
    }

    /// <summary>Compares one expiry, whatever its maturity.</summary>
    public static SurfaceErrors Of(ChainExpiry expiry, MarketSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(expiry);
        ArgumentNullException.ThrowIfNull(snapshot);
        return Of(Errors(expiry, snapshot));
    }

    private static SurfaceErrors Of(IEnumerable<(double Error, bool IsWithinWings)> errors)
    {
        var sorted = errors.OrderBy(item => item.Error).ToArray();
        double[] all = [.. sorted.Select(item => item.Error)];
        double[] within = [.. sorted.Where(item => item.IsWithinWings).Select(item => item.Error)];
        return new(all.Length, Quantile(all, 0.5), Quantile(all, 0.95), within.Length, Quantile(within, 0.5), Quantile(within, 0.95));
    }

    private static IEnumerable<(double Error, bool IsWithinWings)> Errors(ChainExpiry expiry, MarketSnapshot snapshot)
    {
        var market = snapshot.Find(expiry.Expiry) ?? throw new ArgumentException($"the snapshot has no expiry {expiry.Expiry}", nameof(snapshot));
        foreach (var quote in expiry.Quotes)
        {
            if (!SmilePoints.IsOutOfTheMoney(quote, market.Forward)) continue;
            var k = Math.Log(quote.Strike / market.Forward);
            var error = Math.Abs(snapshot.Surface.Vol(quote.Strike, market.Forward, expiry.Expiry) - quote.MarkVolAnnual);
            yield return (error, market.Smile is { } smile && Math.Abs(k) <= smile.Svi.WingLimit);
        }
    }

    /// <summary>The smallest value that at least the given part of all values does not exceed.</summary>
    private static double Quantile(double[] sorted, double part) =>
        sorted.Length == 0 ? double.NaN : sorted[Math.Max((int)Math.Ceiling(part * sorted.Length) - 1, 0)];
}
