using System.Collections.Immutable;

namespace RiskCluster.Risk.Market;

/// <summary>How far a fitted surface is from the mark vols of its chain (MODEL MKT-2), in volatility (0.01 = one vol point).</summary>
/// <param name="Quotes">Out-of-the-money options that were compared.</param>
/// <param name="MedianVol">Median absolute error; NaN when there was nothing to compare.</param>
/// <param name="Percentile95Vol">95th percentile of the absolute error.</param>
public readonly record struct SurfaceErrors(int Quotes, double MedianVol, double Percentile95Vol)
{
    /// <summary>Options nearer to expiry than this are left out: their vol is a bet on hours, and a vol point of it is worth next to nothing.</summary>
    public const double LeastMaturityYears = 2.0 / 365;

    /// <summary>Compares each out-of-the-money option of the given chains with the surface that was built from its chain.</summary>
    public static SurfaceErrors Of(params IEnumerable<(OptionChain Chain, MarketSnapshot Snapshot)> markets)
    {
        ArgumentNullException.ThrowIfNull(markets);
        var errors = new List<double>();
        foreach (var (chain, snapshot) in markets)
            foreach (var expiry in chain.Expiries.Where(item => chain.AsOf.YearsUntil(item.Expiry) > LeastMaturityYears))
                Add(errors, expiry.Quotes, snapshot.Find(expiry.Expiry)!.Forward, snapshot, expiry);
        if (errors.Count == 0) return new(0, double.NaN, double.NaN);
        errors.Sort();
        return new(errors.Count, errors[(errors.Count - 1) / 2], errors[(int)Math.Ceiling(0.95 * errors.Count) - 1]);
    }

    private static void Add(List<double> errors, ImmutableArray<OptionQuote> quotes, double forward, MarketSnapshot snapshot, ChainExpiry expiry)
    {
        foreach (var quote in quotes)
            if (SmilePoints.IsOutOfTheMoney(quote, forward))
                errors.Add(Math.Abs(snapshot.Surface.Vol(quote.Strike, forward, expiry.Expiry) - quote.MarkVolAnnual));
    }
}
