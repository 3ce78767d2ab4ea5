using System.Collections.Immutable;

namespace RiskCluster.Core.Markets;

/// <summary>Which sources count now.</summary>
/// <param name="Views">All registered sources by name.</param>
/// <param name="Included">Those that count, by name.</param>
internal sealed record SourceJudgement(ImmutableArray<SourceView> Views, ImmutableArray<MarketSource> Included)
{
    /// <summary>With fewer voices nobody can tell which of them is the liar.</summary>
    private const int FewestToAccuse = 3;

    /// <summary>
    /// Suspended, stale and frozen sources do not count; of the rest, neither does who is farther from the median of the rest than allowed. One median, taken once:
    /// leaving one out never changes who else is left out.
    /// </summary>
    public static SourceJudgement Of(MarketDataState state, long nowMs)
    {
        var rules = state.Rules;
        var standings = state.Sources.Select(source => (Source: source, Standing: Alone(source, state, nowMs))).ToList();
        var candidates = standings.Where(item => item.Standing == SourceStanding.Included).Select(item => item.Source).ToList();
        if (candidates.Count > 0)
        {
            var median = WeightedMedian.Of(candidates.Select(source => (source.Quote!.IndexPrice, source.Weight)));
            bool Deviates(MarketSource source) => Math.Abs(source.Quote!.IndexPrice - median) > rules.MaxDeviation * median;
            standings = standings.ConvertAll(item => item.Standing == SourceStanding.Included && Deviates(item.Source) ? (item.Source, SourceStanding.Deviating) : item);
        }

        return new(
            [.. standings.Select(item => new SourceView(item.Source.Name, item.Standing, item.Source.Quote?.IndexPrice, item.Source.Quote?.PublishTimeMs ?? 0))],
            [.. standings.Where(item => item.Standing == SourceStanding.Included).Select(item => item.Source)]);
    }

    /// <summary>How many deviate.</summary>
    public int Deviating => Views.Count(view => view.Standing == SourceStanding.Deviating);

    /// <summary>True when a source deviates and enough others are heard to say so.</summary>
    public bool IsStrike(string source) =>
        Included.Length + Deviating >= FewestToAccuse && Views.Any(view => view.Source == source && view.Standing == SourceStanding.Deviating);

    private static SourceStanding Alone(MarketSource source, MarketDataState state, long nowMs)
    {
        if (source.IsSuspended) return SourceStanding.Suspended;
        if (source.Quote is not { } quote) return SourceStanding.Stale;
        var age = nowMs - quote.PublishTimeMs;
        if (age > state.Rules.MaxAgeMs || age < -state.Rules.MaxAheadMs) return SourceStanding.Stale;
        return IsFrozen(source, state, nowMs) ? SourceStanding.Frozen : SourceStanding.Included;
    }

    private static bool IsFrozen(MarketSource source, MarketDataState state, long nowMs) =>
        nowMs - source.UnchangedSinceMs >= state.Rules.FrozenMs
        && state.Consensus is { } consensus
        && Math.Abs(consensus.IndexPrice - source.Quote!.IndexPrice) > state.Rules.FrozenMove * source.Quote.IndexPrice;
}
