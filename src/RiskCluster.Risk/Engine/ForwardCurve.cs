using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.Engine;

/// <summary>Forwards and discount rates for any expiry of a snapshot (MODEL MKT-4).</summary>
internal static class ForwardCurve
{
    /// <summary>
    /// The forward and the discount rate of an expiry. One that the snapshot lacks is read log-linearly in time between its neighbours, the index standing at
    /// time 0; beyond the last expiry the annual carry of the last one continues. The rate is linear in between and flat outside.
    /// </summary>
    public static (double Forward, double RateAnnual) Read(MarketSnapshot market, UnixTime expiry)
    {
        ExpiryMarket? before = null;
        ExpiryMarket? after = null;
        foreach (var item in market.Expiries)
        {
            if (item.Expiry == expiry) return (item.Forward, item.RateAnnual);
            if (item.Expiry <= market.AsOf) continue;
            if (item.Expiry < expiry) before = item;
            else after ??= item;
        }

        var years = market.AsOf.YearsUntil(expiry);
        if (before is null && after is null) return (market.IndexPrice, 0);
        if (after is null) return (Extend(market, before!, years), before!.RateAnnual);

        var startYears = before is null ? 0 : market.AsOf.YearsUntil(before.Expiry);
        var startForward = before?.Forward ?? market.IndexPrice;
        var startRate = before?.RateAnnual ?? after.RateAnnual;
        var share = (years - startYears) / (market.AsOf.YearsUntil(after.Expiry) - startYears);
        return (startForward * Math.Pow(after.Forward / startForward, share), startRate + share * (after.RateAnnual - startRate));
    }

    private static double Extend(MarketSnapshot market, ExpiryMarket last, double years) =>
        market.IndexPrice * Math.Pow(last.Forward / market.IndexPrice, years / market.AsOf.YearsUntil(last.Expiry));
}
