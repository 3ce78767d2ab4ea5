using RiskCluster.Contracts.MarketData;
using RiskCluster.Contracts.Oracle;
using RiskCluster.Core.Markets;
using RiskCluster.Host.Api.Margins;

namespace RiskCluster.Host.Api.MarketData;

/// <summary>Markets and observations, from bodies and to them.</summary>
internal static class MarketMapping
{
    public static Observation Observation(this ObservationReport report) => new(
        report.Price,
        report.Confidence,
        report.PerpetualPrice,
        report.Funding8h,
        report.Depth is { } depth ? new(depth.BidPrice, depth.AskPrice, depth.BidUsd, depth.AskUsd) : null,
        [.. (report.Expiries ?? []).Select(item => new ObservedExpiry(item.Expiry, item.Forward, item.Svi?.Slice(), [.. (item.VolQuotes ?? []).Select(quote => new VolQuote(quote.Strike, quote.Vol, quote.BidVol, quote.AskVol))]))]);

    /// <summary>A market that has a consensus.</summary>
    public static MarketDocument Document(this MarketDataState state)
    {
        var market = state.Consensus!;
        return new(
            state.Underlying,
            market.Version,
            state.Status.Body(),
            state.Hold.Body(),
            market.AsOfMs,
            market.PublishedAtMs,
            market.IndexPrice,
            market.CollateralPrice,
            market.TwapPrice,
            market.PerpetualPrice,
            market.FundingRate,
            market.Confidence,
            market.Depth is { } depth ? new(depth.BidPrice, depth.AskPrice, depth.BidUsd, depth.AskUsd) : null,
            [.. market.Expiries.Select(Entry)]);
    }

    public static OracleStatus OracleStatus(this MarketDataState state, long nowMs) => new(
        state.Underlying,
        state.Status.Body(),
        state.Hold.Body(),
        state.Halt?.By,
        state.Halt?.Reason,
        state.Consensus?.Version ?? 0,
        state.Consensus is { } market ? nowMs - market.AsOfMs : null,
        state.Rules.MinSources,
        state.Rules.WantedSources,
        [.. state.Sources.OrderBy(source => source.Name, StringComparer.Ordinal).Select(source => Source(source, state.Consensus, nowMs))]);

    private static OracleSource Source(MarketSource source, ConsensusMarket? market, long nowMs)
    {
        var standing = market?.Sources.FirstOrDefault(view => view.Source == source.Name)?.Standing ?? SourceStanding.Stale;
        var price = source.Quote?.IndexPrice;
        return new(
            source.Name,
            source.IsSuspended ? SourceRole.Suspended : standing.Body(),
            source.Weight,
            source.LastSequence,
            source.Strikes,
            price,
            price is { } said && market is not null ? decimal.Round((said - market.IndexPrice) / market.IndexPrice, 9) : null,
            source.Quote is { } quote ? nowMs - quote.PublishTimeMs : null);
    }

    private static ConsensusExpiryEntry Entry(ConsensusExpiry item) =>
        item.Smile is { } smile
            ? new(item.ExpiryMs, item.Forward, item.ForwardAtMs, new(smile.A, smile.B, smile.Rho, smile.M, smile.Sigma, smile.TauYears), item.SmileSource, item.SmileAtMs)
            : new(item.ExpiryMs, item.Forward, item.ForwardAtMs, null, null, null);

    private static SmileSlice Slice(this SviEntry svi) => new(svi.A, svi.B, svi.Rho, svi.M, svi.Sigma, svi.TauYears);

    private static LiquidationWait Body(this LiquidationHold hold) => hold switch
    {
        LiquidationHold.Halted => LiquidationWait.Halted,
        LiquidationHold.Stale => LiquidationWait.Stale,
        LiquidationHold.RateLimited => LiquidationWait.RateLimited,
        LiquidationHold.FarFromTwap => LiquidationWait.FarFromTwap,
        LiquidationHold.Spread => LiquidationWait.Spread,
        LiquidationHold.Disagreement => LiquidationWait.Disagreement,
        LiquidationHold.None => LiquidationWait.None,
        _ => throw new ArgumentOutOfRangeException(nameof(hold), hold, "no hold of a market"),
    };

    private static SourceRole Body(this SourceStanding standing) => standing switch
    {
        SourceStanding.Suspended => SourceRole.Suspended,
        SourceStanding.Stale => SourceRole.Stale,
        SourceStanding.Frozen => SourceRole.Frozen,
        SourceStanding.Deviating => SourceRole.Deviating,
        SourceStanding.Included => SourceRole.Included,
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, "no standing of a source"),
    };
}
