using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Market;

/// <summary>The forward of an expiry and where it came from (MODEL MKT-4).</summary>
/// <param name="ForwardUsd">USD per coin; > 0.</param>
/// <param name="Source">What it was read from.</param>
/// <remarks>
/// In coin, C - P = 1 - K/F, so every strike with both marks gives F = K / (1 - (C - P)). The median over the strikes nearest the money is taken.
/// Parity comes first although a future is often listed: a venue computes all marks of an expiry from one forward of the same instant, while the future's mark
/// in the same row was seen seconds to minutes earlier or later. In the fall of February 2026 the two differ by up to 0.1 % of the forward, and Black-76
/// reproduces the marks several times better from the parity forward.
/// </remarks>
public readonly record struct ForwardEstimate(double ForwardUsd, ForwardSource Source)
{
    private const int NearestStrikes = 9;
    private const int FewestStrikes = 3;

    /// <summary>The forward of one expiry of a chain.</summary>
    /// <param name="expiry">Its quotes; the marks are read, bids and asks are not.</param>
    /// <param name="indexPriceUsd">Stands in when there is nothing else.</param>
    /// <remarks>Sorts the pairs: O(n log n). Deterministic.</remarks>
    public static ForwardEstimate Of(ChainExpiry expiry, double indexPriceUsd)
    {
        ArgumentNullException.ThrowIfNull(expiry);
        var centre = expiry.FutureMarkUsd ?? indexPriceUsd;
        if (FromParity(expiry, centre) is { } parity) return new(parity, ForwardSource.PutCallParity);
        return expiry.FutureMarkUsd is { } mark ? new(mark, ForwardSource.FutureMark) : new(indexPriceUsd, ForwardSource.Index);
    }

    private static double? FromParity(ChainExpiry expiry, double centre)
    {
        var pairs = new List<(double Distance, double Forward)>();
        var quotes = expiry.Quotes;
        for (var i = 1; i < quotes.Length; i++)
        {
            var (call, put) = (quotes[i - 1], quotes[i]);
            if (call.Strike != put.Strike || call.Type != OptionType.Call || put.Type != OptionType.Put) continue;
            var strikeOverForward = 1 - (call.MarkCoin - put.MarkCoin);
            if (strikeOverForward > 0) pairs.Add((Math.Abs(Math.Log(call.Strike / centre)), call.Strike / strikeOverForward));
        }

        if (pairs.Count < FewestStrikes) return null;
        double[] nearest = [.. pairs.OrderBy(pair => pair.Distance).Take(NearestStrikes).Select(pair => pair.Forward).Order()];
        var middle = nearest.Length / 2;
        return nearest.Length % 2 == 1 ? nearest[middle] : (nearest[middle - 1] + nearest[middle]) / 2;
    }
}
