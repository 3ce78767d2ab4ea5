using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;

namespace RiskCluster.Core.Markets;

/// <summary>Turns the smiles of an observation into slices that are free of arbitrage, or keeps the source's last good ones (MODEL MKT-3).</summary>
internal static class SmileIntake
{
    /// <param name="observe">The observation, checked.</param>
    /// <param name="last">What counted of the same source before; null for nothing.</param>
    /// <param name="rules">How long a last good slice may stand in.</param>
    /// <remarks>From the last expiry inwards, each below the one after it in total variance. A fit takes about a millisecond an expiry.</remarks>
    public static (SourceQuote Quote, ImmutableArray<SliceReport> Slices) Resolve(MarketDataCommand.Observe observe, SourceQuote? last, MarketRules rules)
    {
        var seen = observe.Observation;
        var expiries = new List<SourceExpiry>();
        var reports = new List<SliceReport>();
        SmileSlice? far = null;
        foreach (var expiry in seen.Expiries.Reverse())
        {
            var tau = Tau(observe.PublishTimeMs, expiry.ExpiryMs);
            var (slice, report) = Resolve(observe, expiry, tau, far);
            var at = observe.PublishTimeMs;
            if (slice is null && report is not null && Kept(last?.Find(expiry.ExpiryMs), observe.PublishTimeMs, tau, far, rules) is { } kept)
            {
                (slice, at) = kept;
                report = report with { Status = SliceStatus.Kept, Source = observe.Source };
            }

            if (report is not null) reports.Add(report);
            expiries.Add(new(expiry.ExpiryMs, expiry.Forward, slice, slice is null ? 0 : at, report is { Status: SliceStatus.Refused }));
            far = slice ?? far;
        }

        expiries.Reverse();
        reports.Reverse();
        return (new(observe.PublishTimeMs, seen.IndexPrice, seen.Confidence, seen.PerpetualPrice, seen.FundingRate, seen.Depth, [.. expiries]), [.. reports]);
    }

    /// <summary>Years from a time to an expiry, to 1e-15.</summary>
    public static decimal Tau(long fromMs, long expiryMs) => decimal.Round((expiryMs - fromMs) / (1000m * (decimal)UnixTime.SecondsPerYear), 15);

    private static (SmileSlice? Slice, SliceReport? Report) Resolve(MarketDataCommand.Observe observe, ObservedExpiry expiry, decimal tau, SmileSlice? far)
    {
        if (expiry.Svi is { } given)
        {
            if (SmileCheck.Fault(given, far) is not { } fault) return (given, new(expiry.ExpiryMs, SliceStatus.Fitted, observe.Source, ""));
            var repaired = SmileCheck.Repair(given, far);
            return (repaired, repaired is null ? Refused(expiry, fault) : new(expiry.ExpiryMs, SliceStatus.Repaired, observe.Source, fault));
        }

        if (expiry.VolQuotes.IsEmpty) return (null, null);
        var fitted = SmileCheck.Fit(Points(expiry, tau), tau, far);
        return (fitted, fitted is null ? Refused(expiry, "no slice free of arbitrage fits the quotes") : new(expiry.ExpiryMs, SliceStatus.Fitted, observe.Source, ""));
    }

    private static SmilePoint[] Points(ObservedExpiry expiry, decimal tau) =>
        [.. expiry.VolQuotes
            .Select(quote => SmilePoints.Point((double)quote.Strike, (double)quote.Vol, (double?)(quote.AskVol - quote.BidVol), (double)expiry.Forward, (double)tau))
            .Where(point => point is not null)
            .Select(point => point!.Value)];

    private static (SmileSlice, long)? Kept(SourceExpiry? last, long nowMs, decimal tau, SmileSlice? far, MarketRules rules)
    {
        if (last?.Smile is not { } smile || nowMs - last.SmileAtMs > rules.MaxKeptMs) return null;
        var aged = smile.AtMaturity(tau);
        return SmileCheck.Fault(aged, far) is null ? (aged, last.SmileAtMs) : null;
    }

    private static SliceReport Refused(ObservedExpiry expiry, string detail) => new(expiry.ExpiryMs, SliceStatus.Refused, "", detail);
}
