using RiskCluster.Core.Markets;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;

namespace RiskCluster.Cli.Demo;

/// <summary>Three oracle sources that see the market slightly apart: one basis point below, at, and above what the replay shows. Their consensus is the middle one.</summary>
internal sealed class DemoSources(IDemoProcess cluster)
{
    /// <summary>The sources.</summary>
    public static readonly string[] Names = ["oracle-a", "oracle-b", "oracle-c"];

    private static readonly decimal[] Views = [0.9999m, 1m, 1.0001m];

    /// <summary>Posts the markets of a tick from every source.</summary>
    /// <param name="tick">Number of the tick: the sources' sequence, so that a tick that comes again changes nothing.</param>
    /// <param name="markets">What the replay shows.</param>
    public async Task Post(int tick, IEnumerable<MarketSnapshot> markets)
    {
        foreach (var market in markets)
        {
            cluster.Reach(market.AsOf.Milliseconds);
            for (var source = 0; source < Names.Length; source++)
            {
                var observe = new MarketDataCommand.Observe(Names[source], $"{Names[source]}-key", tick + 1, market.AsOf.Milliseconds, See(market, Views[source]));
                await DemoCluster.Accepted(cluster.Actors.MarketData(market.Underlying).Tell(new(MessageId.Keyed(Names[source], $"{tick}"), observe), CancellationToken.None));
            }
        }
    }

    private static Observation See(MarketSnapshot market, decimal view) => new(
        Price(market.IndexPrice, view),
        1,
        Price(market.PerpetualPrice, view),
        (decimal)market.FundingRate8h,
        Expiries: [.. market.Expiries.Select(item => new ObservedExpiry(item.Expiry.Milliseconds, Price(item.Forward, view), item.Smile is null ? null : Smile(item, item.Smile, market.AsOf)))]);

    // Between two chains the vols stay and the time runs.
    private static SmileSlice Smile(ExpiryMarket expiry, VolSlice smile, UnixTime asOf) => SmileSlice.From(smile).AtMaturity((decimal)asOf.YearsUntil(expiry.Expiry));

    private static decimal Price(double usd, decimal view) => decimal.Round((decimal)usd * view, 8);
}
