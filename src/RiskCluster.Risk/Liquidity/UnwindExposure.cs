using System.Runtime.InteropServices;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Liquidity;

/// <summary>What has to be unwound in one underlying (MODEL MRG-5).</summary>
/// <param name="NetDeltaCoin">Signed coins, long positive, within [-1e15, 1e15]: the delta hedge that takes the price risk away, bought or sold in the underlying's book.</param>
/// <param name="VegaSpreadUsd">Sum over option instruments of |net vega| x volatility half-spread; within [0, 1e15].</param>
/// <remarks>
/// Options are unwound through their delta first: one order in the liquid book for all of them. Their volatility is then left instrument by instrument
/// at the half-spread; two strikes do not net there, because each is a trade of its own.
/// </remarks>
public sealed record UnwindExposure(double NetDeltaCoin, double VegaSpreadUsd = 0)
{
    internal static readonly Interval NetDeltaCoinBounds = Interval.Closed(-DepthProfile.QuantityBounds.High, DepthProfile.QuantityBounds.High);

    /// <summary>Signed coins.</summary>
    public double NetDeltaCoin { get; } = NetDeltaCoin.Within(NetDeltaCoinBounds);

    /// <summary>USD.</summary>
    public double VegaSpreadUsd { get; } = VegaSpreadUsd.Within(DepthProfile.UsdBounds);

    /// <summary>The exposure of the holdings of one underlying, whatever accounts they are in.</summary>
    /// <param name="legs">In any order; the order fixes the rounding of the sums. Where holdings of one instrument state different half-spreads the widest counts.</param>
    public static UnwindExposure Of(IReadOnlyList<UnwindLeg> legs)
    {
        var deltaCoin = 0.0;
        var options = new Dictionary<string, (double VegaUsd, double VolHalfSpread)>(legs.Count, StringComparer.Ordinal);
        foreach (var leg in legs)
        {
            deltaCoin += leg.Quantity * leg.DeltaCoin;
            if (leg.VegaUsd == 0) continue;
            ref var option = ref CollectionsMarshal.GetValueRefOrAddDefault(options, leg.Instrument, out _);
            option = (option.VegaUsd + leg.Quantity * leg.VegaUsd, Math.Max(option.VolHalfSpread, leg.VolHalfSpread));
        }

        return new(deltaCoin, options.Values.Sum(option => Math.Abs(option.VegaUsd) * option.VolHalfSpread));
    }
}
