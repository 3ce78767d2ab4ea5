using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Market;

/// <summary>The volatility surface of one underlying: SVI slices, linear in total variance at constant k between them, flat vol outside (MODEL MKT-2).</summary>
public sealed class VolSurface
{
    private readonly ImmutableArray<ExpiryMarket> slices;
    private readonly UnixTime asOf;

    /// <summary>The surface seen at <paramref name="asOf"/> through those expiries that carry a smile.</summary>
    public VolSurface(UnixTime asOf, ImmutableArray<ExpiryMarket> expiries)
    {
        this.asOf = asOf;
        slices = [.. expiries.Where(item => item.Smile is not null).OrderBy(item => item.Expiry)];
    }

    /// <summary>Annual volatility of an option; NaN when the surface has no slice at all (the caller turns that into Unavailable).</summary>
    /// <param name="strike">USD per coin; a strike of 0 or less is read at the lower wing limit.</param>
    /// <param name="forward">USD per coin; > 0.</param>
    /// <param name="expiry">The option's expiry.</param>
    public double Vol(double strike, double forward, UnixTime expiry)
    {
        if (slices.IsEmpty) return double.NaN;
        var k = strike > 0 ? Math.Log(strike / forward) : double.NegativeInfinity;
        var upper = 0;
        while (upper < slices.Length && slices[upper].Expiry < expiry) upper++;
        if (upper == slices.Length) return slices[^1].Smile!.Vol(k);
        if (upper == 0 || slices[upper].Expiry == expiry) return slices[upper].Smile!.Vol(k);

        var near = slices[upper - 1].Smile!;
        var far = slices[upper].Smile!;
        var years = asOf.YearsUntil(expiry);
        var weight = (years - near.TauYears) / (far.TauYears - near.TauYears);
        var variance = (1 - weight) * near.Svi.TotalVariance(k) + weight * far.Svi.TotalVariance(k);
        return Math.Sqrt(Math.Max(variance, 0) / years);
    }
}
