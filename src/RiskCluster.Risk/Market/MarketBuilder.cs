using System.Collections.Immutable;

namespace RiskCluster.Risk.Market;

/// <summary>Makes a market snapshot out of an option chain (MODEL MKT-1 to MKT-4).</summary>
public static class MarketBuilder
{
    /// <summary>Forwards, then smiles from the nearest expiry outwards, each above the one before it in total variance.</summary>
    /// <param name="chain">The observation.</param>
    /// <param name="version">The version that the snapshot carries.</param>
    /// <param name="previous">The last snapshot of this underlying: where an expiry cannot be fitted, its smile is kept from there when it is still free of arbitrage.</param>
    /// <remarks>
    /// The perpetual is at its mark, or at the index when the chain carries none. A chain knows no funding: the rate is that of <paramref name="previous"/>, or 0.
    /// Inverse options discount by index over forward, so the discount rate is 0. Deterministic; about a millisecond an expiry.
    /// </remarks>
    public static MarketBuild Build(OptionChain chain, long version, MarketSnapshot? previous = null)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var markets = ImmutableArray.CreateBuilder<ExpiryMarket>(chain.Expiries.Length);
        var fits = ImmutableArray.CreateBuilder<ExpiryFit>(chain.Expiries.Length);
        VolSlice? near = null;
        foreach (var expiry in chain.Expiries)
        {
            var tau = chain.AsOf.YearsUntil(expiry.Expiry);
            var forward = ForwardEstimate.Of(expiry, chain.IndexPriceUsd);
            var points = SmilePoints.Of(expiry.Quotes, forward.ForwardUsd, tau);
            var fit = SviFit.Fit(points.AsSpan(), tau, near);
            var kept = fit.Slice is null ? Keep(previous?.Find(expiry.Expiry)?.Smile, tau, near) : null;
            var slice = fit.Slice ?? kept;
            var status = kept is null ? fit.Status : SliceStatus.Kept;
            markets.Add(new(expiry.Expiry, forward.ForwardUsd, 0, slice));
            fits.Add(new(expiry.Expiry, forward, points.Length, status, fit.RmseVol, fit.ButterflyBefore, fit.CalendarBefore, fit.Refusal));
            near = slice ?? near;
        }

        var snapshot = new MarketSnapshot(
            chain.Underlying,
            chain.AsOf,
            version,
            chain.IndexPriceUsd,
            chain.PerpetualMarkUsd ?? chain.IndexPriceUsd,
            previous?.FundingRate8h ?? 0,
            markets.ToImmutable());
        return new(snapshot, fits.ToImmutable());
    }

    /// <summary>The last good smile at today's maturity, its vols unchanged; null when there is none or time has made it an arbitrage.</summary>
    private static VolSlice? Keep(VolSlice? last, double tau, VolSlice? near)
    {
        if (last is null) return null;
        var shrink = tau / last.TauYears;
        var svi = last.Svi with { A = last.Svi.A * shrink, B = last.Svi.B * shrink };
        if (SliceArbitrage.Butterfly(svi).IsArbitrage) return null;
        if (near is not null && SliceArbitrage.Calendar(near.Svi, svi).IsArbitrage) return null;
        return new(svi, tau);
    }
}
