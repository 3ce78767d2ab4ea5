using System.Collections.Immutable;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.Language;

/// <summary>The volatilities of one expiry: by strike where they are given so, else of an SVI slice.</summary>
/// <param name="Slice">The slice and its own maturity; null when every strike held is in <paramref name="VolByStrike"/>.</param>
/// <param name="SliceForwardUsd">The forward that the slice was made with; null when it is that of the expiry.</param>
/// <param name="VolByStrike">Annual volatilities; they win over the slice.</param>
public sealed record SmileQuote(VolSlice? Slice, double? SliceForwardUsd, ImmutableSortedDictionary<double, double> VolByStrike)
{
    /// <summary>Annual volatility of a strike; the wings of a slice are clamped (MKT-2). Null when nothing gives one.</summary>
    public double? VolAt(double strike, double forwardUsd)
    {
        if (VolByStrike.TryGetValue(strike, out var vol)) return vol;
        return Slice?.Vol(Math.Log(strike / (SliceForwardUsd ?? forwardUsd)));
    }
}
