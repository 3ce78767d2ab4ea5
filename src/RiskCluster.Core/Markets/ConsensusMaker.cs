using RiskCluster.Core.Margins;
using RiskCluster.Risk.Market;

namespace RiskCluster.Core.Markets;

/// <summary>Puts a market together from the sources that count.</summary>
internal static class ConsensusMaker
{
    /// <param name="state">Before it.</param>
    /// <param name="judgement">At least a quorum counts.</param>
    /// <param name="price">The index.</param>
    /// <param name="nowMs">Time of the turn.</param>
    public static ConsensusMarket Make(MarketDataState state, SourceJudgement judgement, ConsensusPrice price, long nowMs)
    {
        var rules = state.Rules;
        var included = judgement.Included;
        var asOf = included.Select(source => source.Quote!.PublishTimeMs).OrderDescending().ElementAt(rules.MinSources - 1);
        asOf = Math.Min(asOf, nowMs);
        var scale = price.Price / price.RawPrice;
        var (expiries, slices) = ExpiryConsensus.Of(state, included, price.Price, scale, asOf, nowMs);
        var isWhole = included.Length >= rules.WantedSources && expiries.All(item => item.ForwardAtMs == asOf) && slices.All(report => report.Status is SliceStatus.Fitted or SliceStatus.Repaired);
        return new(
            state.Underlying,
            (state.Consensus?.Version ?? 0) + 1,
            asOf,
            nowMs,
            isWhole ? FigureStatus.Ok : FigureStatus.Degraded,
            price.Hold(state, judgement),
            price.Price,
            Math.Min(price.Price, price.TwapPrice ?? price.Price),
            price.TwapPrice,
            Median(included, quote => quote.PerpetualPrice) * scale ?? price.Price,
            Median(included, quote => quote.FundingRate) ?? 0,
            Median(included, quote => quote.Confidence)!.Value * Math.Min(included.Length, rules.WantedSources) / rules.WantedSources,
            Depth(included),
            expiries,
            slices,
            judgement.Views);
    }

    private static DepthSummary? Depth(IReadOnlyCollection<MarketSource> included)
    {
        if (Median(included, quote => quote.Depth?.BidPrice) is not { } bid) return null;
        return new(bid, Median(included, quote => quote.Depth?.AskPrice)!.Value, Median(included, quote => quote.Depth?.BidUsd)!.Value, Median(included, quote => quote.Depth?.AskUsd)!.Value);
    }

    private static decimal? Median(IEnumerable<MarketSource> included, Func<SourceQuote, decimal?> value)
    {
        var given = included.Select(source => (Value: value(source.Quote!), source.Weight)).Where(item => item.Value is not null).ToList();
        return given.Count == 0 ? null : WeightedMedian.Of(given.Select(item => (item.Value!.Value, item.Weight)));
    }
}
