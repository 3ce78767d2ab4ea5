using System.Collections.Immutable;
using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Margin;

/// <summary>The liquidity of an underlying of which its market tells nothing (MRG-5): amounts in USD, so that they hold at every price.</summary>
/// <param name="halfSpread">From the mid to the best price, as a fraction of the mid; within (0, 0.1].</param>
/// <param name="bands">Depth of either side, by rising distance, amounts never falling; the last is at least 1 USD, the first no nearer than the half-spread.</param>
/// <param name="volDaily">Volatility of one day's return; within [0, 1].</param>
/// <param name="volumeUsdPerDay">USD that trade on an average day; within [1, 1e13].</param>
/// <param name="openInterestUsd">USD of open positions, one side counted; within [0, 1e13].</param>
public sealed class RiskModelLiquidity(double halfSpread, ImmutableArray<DepthBand> bands, double volDaily, double volumeUsdPerDay, double openInterestUsd)
{
    private readonly Lazy<DepthProfile> depth = new(() => DepthProfile.FromBands(1 - halfSpread, 1 + halfSpread, bands, bands));

    /// <summary>As a fraction of the mid.</summary>
    public double HalfSpread => halfSpread;

    /// <summary>Of either side, by rising distance.</summary>
    public ImmutableArray<DepthBand> Bands => bands;

    /// <summary>Volatility of one day's return.</summary>
    public double VolDaily => volDaily;

    /// <summary>USD a day.</summary>
    public double VolumeUsdPerDay => volumeUsdPerDay;

    /// <summary>USD.</summary>
    public double OpenInterestUsd => openInterestUsd;

    /// <summary>The book around a mid of 1: its unit is a dollar's worth of the coin. Made when first asked for, once.</summary>
    public DepthProfile Depth => depth.Value;

    internal static RiskModelLiquidity Read(RiskModelNode node)
    {
        var halfSpread = node.Number("half_spread", Interval.AboveUpTo(0, 0.1));
        var bands = node.Objects("depth", minimalCount: 1, ReadBand);
        node.Require(bands[0].Distance >= halfSpread, "depth[0].distance", "must not be nearer than half_spread");
        for (var i = 1; i < bands.Length; i++)
        {
            node.Require(bands[i].Distance > bands[i - 1].Distance, $"depth[{i}].distance", "must be farther than the one before");
            node.Require(bands[i].CumulativeUsd >= bands[i - 1].CumulativeUsd, $"depth[{i}].usd", "must not be less than nearer to the mid");
        }

        node.Require(bands[^1].CumulativeUsd >= 1, $"depth[{bands.Length - 1}].usd", "must be at least 1, being the last");
        return new(
            halfSpread,
            bands,
            node.Number("vol_daily", Interval.Closed(0, 1)),
            node.Number("volume_usd_per_day", Interval.Closed(1, 1e13)),
            node.Number("open_interest_usd", Interval.Closed(0, 1e13)));
    }

    private static DepthBand ReadBand(RiskModelNode node) => new(node.Number("distance", Interval.AboveUpTo(0, 0.5)), node.Number("usd", Interval.Closed(0, 1e13)));
}
