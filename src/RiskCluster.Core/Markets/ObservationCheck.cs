using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Markets;

/// <summary>Whether an observation may count at all, in the order of <see cref="MarketDataRejection"/>.</summary>
internal static class ObservationCheck
{
    private const int MostExpiries = 64;
    private const int MostQuotes = 400;
    private const decimal LargestVol = 20;
    private const decimal LargestSvi = 1000;
    private const decimal LargestDepthUsd = 1e15m;

    /// <summary>The first rule that the observation breaks; null when it breaks none. A redelivery of the newest breaks none.</summary>
    public static Problem? FirstProblem(MarketDataState state, MarketDataCommand.Observe observe, long nowMs, string? signedBy) =>
        OfSource(state, observe, signedBy) ?? (observe.Sequence == state.Find(observe.Source)!.LastSequence ? null : OfTime(state, observe, nowMs) ?? OfValues(state, observe));

    private static Problem? OfSource(MarketDataState state, MarketDataCommand.Observe observe, string? signedBy)
    {
        if (state.Find(observe.Source) is not { } source) return MarketDataRejection.UnknownSource.With("source", $"no source '{observe.Source}' is registered for {state.Underlying}");
        if (observe.VerifiedBy != source.KeyId) return MarketDataRejection.WrongKey.With("verified_by", $"source '{source.Name}' signs with key {source.KeyId}");
        if (source.PublicKey is { } key && key != signedBy)
            return MarketDataRejection.BadSignature.With("signature", $"source '{source.Name}' signs its observations, and this is not its signature over this one of {state.Underlying}");
        if (source.IsSuspended) return MarketDataRejection.SourceSuspended.With("source", $"source '{source.Name}' is suspended after {source.Strikes} deviations in a row");
        if (observe.Sequence < source.LastSequence || observe.Sequence < 1)
            return MarketDataRejection.LateSequence.With("sequence", $"sequence {observe.Sequence} comes after {source.LastSequence}") with { ExpectedSequence = source.LastSequence + 1 };
        return null;
    }

    private static Problem? OfTime(MarketDataState state, MarketDataCommand.Observe observe, long nowMs)
    {
        var (rules, published) = (state.Rules, observe.PublishTimeMs);
        if (published < state.Find(observe.Source)!.Quote?.PublishTimeMs)
            return MarketDataRejection.PublishTimeReversed.With("publish_time_ms", "published before the source's last observation, though numbered after it");
        if (published - nowMs > rules.MaxAheadMs) return MarketDataRejection.TooFarAhead.With("publish_time_ms", $"published {published - nowMs} ms in the future; {rules.MaxAheadMs} may be");
        if (nowMs - published > rules.MaxAgeMs) return MarketDataRejection.TooOld.With("publish_time_ms", $"published {nowMs - published} ms ago; {rules.MaxAgeMs} may be");
        return null;
    }

    private static Problem? OfValues(MarketDataState state, MarketDataCommand.Observe observe)
    {
        var seen = observe.Observation;
        if (BadValue(seen, observe.PublishTimeMs, state.Rules) is { } bad) return MarketDataRejection.BadValue.With($"observation.{bad.Param}", $"{bad.Param} {bad.Rule}");
        if (seen.IndexPrice <= state.Rules.LowestPrice || seen.IndexPrice >= state.Rules.HighestPrice)
            return MarketDataRejection.OutOfBounds.With("observation.index_price", FormattableString.Invariant($"{seen.IndexPrice} is not between {state.Rules.LowestPrice} and {state.Rules.HighestPrice}: a feed at its limit"));
        if (state is { IsAnchored: true, Consensus: { } last } && Math.Abs(seen.IndexPrice - last.IndexPrice) > state.Rules.MaxSpike * last.IndexPrice)
            return MarketDataRejection.Spike.With("observation.index_price", FormattableString.Invariant($"{seen.IndexPrice} is too far from the last consensus of {last.IndexPrice}"));
        if (seen.Depth is { } depth && depth.BidPrice > depth.AskPrice) return MarketDataRejection.Crossed.With("observation.depth", "the bid is above the ask");
        var crossed = seen.Expiries.SelectMany((expiry, i) => expiry.VolQuotes.Select((quote, j) => (quote, i, j))).FirstOrDefault(item => item.quote.BidVol > item.quote.AskVol);
        return crossed.quote is null ? null : MarketDataRejection.Crossed.With($"observation.expiries[{crossed.i}].vol_quotes[{crossed.j}]", "the bid is above the ask");
    }

    private static (string Param, string Rule)? BadValue(Observation seen, long publishedMs, MarketRules rules)
    {
        if (seen.IndexPrice is <= 0 or > 1e12m) return ("index_price", "is above 0 and at most 1e12");
        if (seen.Confidence is < 0 or > 1) return ("confidence", "is within 0 and 1");
        if (seen.PerpetualPrice is { } perpetual && IsOffBasis(perpetual, seen, rules)) return ("perpetual_price", "lies within max_basis of the index");
        if (seen.FundingRate is < -1 or > 1) return ("funding_8h", "is within -1 and 1");
        if (seen.Depth is { } depth && BadDepth(depth, seen, rules) is { } param) return (param, "makes no sense beside the index");
        if (seen.Expiries.Length > MostExpiries) return ("expiries", $"are at most {MostExpiries}");
        var before = publishedMs;
        for (var i = 0; i < seen.Expiries.Length; i++)
        {
            if (seen.Expiries[i].ExpiryMs <= before) return ($"expiries[{i}].expiry_ms", "rises, and is after the publish time");
            before = seen.Expiries[i].ExpiryMs;
            if (BadExpiry(seen.Expiries[i], seen, publishedMs, rules) is { } bad) return ($"expiries[{i}].{bad.Param}", bad.Rule);
        }

        return null;
    }

    private static (string Param, string Rule)? BadExpiry(ObservedExpiry expiry, Observation seen, long publishedMs, MarketRules rules)
    {
        if (IsOffBasis(expiry.Forward, seen, rules)) return ("forward", "lies within max_basis of the index");
        if (expiry.Svi is not null && !expiry.VolQuotes.IsEmpty) return ("vol_quotes", "do not stand beside a slice");
        if (expiry.Svi is { } svi && BadSlice(svi, publishedMs, expiry.ExpiryMs) is { } bad) return ($"svi.{bad.Param}", bad.Rule);
        if (expiry.VolQuotes.Length > MostQuotes) return ("vol_quotes", $"are at most {MostQuotes}");
        var before = 0m;
        for (var i = 0; i < expiry.VolQuotes.Length; i++)
        {
            var quote = expiry.VolQuotes[i];
            if (quote.Strike <= before || quote.Strike > 1e12m) return ($"vol_quotes[{i}].strike", "rises from above 0");
            before = quote.Strike;
            if (quote.Vol is <= 0 or > LargestVol || quote.BidVol is <= 0 or > LargestVol || quote.AskVol is <= 0 or > LargestVol) return ($"vol_quotes[{i}]", "has vols above 0 and at most 20");
        }

        return null;
    }

    /// <summary>A slice is made for the time that is left when it is published: one minute and one percent of slack for rounding.</summary>
    private static (string Param, string Rule)? BadSlice(SmileSlice slice, long publishedMs, long expiryMs)
    {
        foreach (var (value, name) in new[] { (slice.A, "a"), (slice.B, "b"), (slice.Rho, "rho"), (slice.M, "m"), (slice.Sigma, "sigma") })
            if (Math.Abs(value) > LargestSvi) return (name, "is within -1000 and 1000");
        var tau = SmileIntake.Tau(publishedMs, expiryMs);
        var slack = 60 / 31_536_000m + tau / 100;
        return slice.TauYears <= 0 || Math.Abs(slice.TauYears - tau) > slack ? ("tau_years", "is the time from publication to expiry") : null;
    }

    private static string? BadDepth(DepthSummary depth, Observation seen, MarketRules rules)
    {
        if (IsOffBasis(depth.BidPrice, seen, rules)) return "depth.bid_price";
        if (IsOffBasis(depth.AskPrice, seen, rules)) return "depth.ask_price";
        if (depth.BidUsd is < 0 or > LargestDepthUsd) return "depth.bid_usd";
        return depth.AskUsd is < 0 or > LargestDepthUsd ? "depth.ask_usd" : null;
    }

    private static bool IsOffBasis(decimal price, Observation seen, MarketRules rules) => price <= 0 || Math.Abs(price - seen.IndexPrice) > rules.MaxBasis * seen.IndexPrice;
}
