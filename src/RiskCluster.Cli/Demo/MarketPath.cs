using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;

namespace RiskCluster.Cli.Demo;

/// <summary>Ticks between two observed markets: prices move evenly in log from the first to the second, the smiles stay those of the first.</summary>
internal static class MarketPath
{
    /// <summary>The market a share of the way from one observation to the next.</summary>
    /// <param name="from">Observed first; its expiries and smiles are used.</param>
    /// <param name="to">Observed next, of the same underlying.</param>
    /// <param name="share">In [0, 1).</param>
    /// <param name="version">The version that the result carries.</param>
    public static MarketSnapshot Between(MarketSnapshot from, MarketSnapshot to, double share, long version)
    {
        var asOf = new UnixTime(from.AsOf.Milliseconds + (long)Math.Round((to.AsOf.Milliseconds - from.AsOf.Milliseconds) * share));
        return new(
            from.Underlying,
            asOf,
            version,
            Mix(from.IndexPrice, to.IndexPrice, share),
            Mix(from.PerpetualPrice, to.PerpetualPrice, share),
            from.FundingRate8h,
            [.. from.Expiries.Where(expiry => expiry.Expiry > asOf).Select(expiry => expiry with { Forward = Mix(expiry.Forward, Target(to, from, expiry), share) })]);
    }

    /// <summary>The forward at the end: as observed, or moved with the index where the expiry is gone by then.</summary>
    private static double Target(MarketSnapshot to, MarketSnapshot from, ExpiryMarket expiry) =>
        to.Find(expiry.Expiry)?.Forward ?? expiry.Forward * to.IndexPrice / from.IndexPrice;

    private static double Mix(double first, double second, double share) => first * Math.Pow(second / first, share);
}
