using System.Collections.Immutable;

namespace RiskCluster.Risk.Market;

/// <summary>Makes a market snapshot out of an option chain (MODEL MKT-1 to MKT-4).</summary>
public static class MarketBuilder
{
    /// <summary>Forwards, then smiles from the last expiry inwards, each below the one after it in total variance.</summary>
    /// <param name="chain">The observation.</param>
    /// <param name="version">The version that the snapshot carries.</param>
    /// <param name="previous">The last snapshot of this underlying: where an expiry cannot be fitted, its smile is kept from there when it is still free of arbitrage.</param>
    /// <remarks>
    /// Why inwards: late expiries are quoted far into their wings, early ones only near the money. Where two slices conflict it is mostly in the unquoted wings of the
    /// earlier one, which give way at no cost to the fit; fitted outwards, the same wings would lift every later slice off its quotes.
    /// The perpetual is at its mark, or at the index when the chain carries none. A chain knows no funding: the rate is that of <paramref name="previous"/>, or 0.
    /// Inverse options discount by index over forward, so the discount rate is 0. Deterministic; about a millisecond an expiry.
    /// </remarks>
    public static MarketBuild Build(OptionChain chain, long version, MarketSnapshot? previous = null)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var count = chain.Expiries.Length;
        var markets = new ExpiryMarket[count];
        var fits = new ExpiryFit[count];
        VolSlice? far = null;
        for (var i = count - 1; i >= 0; i--)
        {
            var expiry = chain.Expiries[i];
            var tau = chain.AsOf.YearsUntil(expiry.Expiry);
            var forward = ForwardEstimate.Of(expiry, chain.IndexPriceUsd);
            var points = SmilePoints.Of(expiry.Quotes, forward.ForwardUsd, tau);
            var fit = SviFit.Fit(points.AsSpan(), tau, far);
            var kept = fit.Slice is null ? Keep(previous?.Find(expiry.Expiry)?.Smile, tau, far) : null;
            var slice = fit.Slice ?? kept;
            var status = kept is null ? fit.Status : SliceStatus.Kept;
            markets[i] = new(expiry.Expiry, forward.ForwardUsd, 0, slice);
            fits[i] = new(expiry.Expiry, forward, points.Length, status, fit.RmseVol, fit.ButterflyBefore, fit.CalendarBefore, fit.Refusal);
            far = slice ?? far;
        }

        var snapshot = new MarketSnapshot(
            chain.Underlying,
            chain.AsOf,
            version,
            chain.IndexPriceUsd,
            chain.PerpetualMarkUsd ?? chain.IndexPriceUsd,
            previous?.FundingRate8h ?? 0,
            [.. markets]);
        return new(snapshot, [.. fits]);
    }

    /// <summary>The last good smile at today's maturity, its vols unchanged; null when there is none or time has made it an arbitrage.</summary>
    private static VolSlice? Keep(VolSlice? last, double tau, VolSlice? far)
    {
        if (last is null) return null;
        var shrink = tau / last.TauYears;
        var svi = last.Svi with { A = last.Svi.A * shrink, B = last.Svi.B * shrink };
        if (SliceArbitrage.Butterfly(svi, -svi.WingLimit, svi.WingLimit).IsArbitrage) return null;
        if (far is not null && SliceArbitrage.Calendar(svi, far.Svi).IsArbitrage) return null;
        return new(svi, tau);
    }
}
