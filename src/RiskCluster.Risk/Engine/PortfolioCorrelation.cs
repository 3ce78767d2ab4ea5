using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.Engine;

/// <summary>How the return of each underlying goes with the P&amp;L of a portfolio (MODEL COL-1, wrong way), to first order.</summary>
/// <remarks>
/// corr(u) = (C x)_u / sqrt(C_uu x' C x), x_v = net delta coins of v at its index, USD, and C the second moments of the underlyings' moves over the historical
/// scenarios, or over the stress scenarios of a set that has no historical ones. 0 for a portfolio without delta and for an underlying that never moves.
/// </remarks>
internal sealed class PortfolioCorrelation
{
    private readonly RiskArrays arrays;
    private readonly int[] underlyingOf;
    private readonly double[] indexUsd;
    private readonly Lazy<double[,]> moments;

    public PortfolioCorrelation(RiskArrays arrays)
    {
        this.arrays = arrays;
        underlyingOf = [.. arrays.Instruments.Select(instrument => NumberOf(instrument.Underlying))];
        indexUsd = new double[arrays.Scenarios.Shocks.Length];
        moments = new(Moments);
    }

    /// <summary>The underlyings that have scenarios.</summary>
    public int UnderlyingCount => indexUsd.Length;

    /// <summary>Takes the index price of one underlying.</summary>
    public void Refresh(MarketSnapshot snapshot)
    {
        if (NumberOf(snapshot.Underlying) is >= 0 and var underlying) indexUsd[underlying] = snapshot.IndexPrice;
    }

    /// <summary>Net delta of a portfolio in each underlying, USD.</summary>
    /// <param name="portfolio">Its lots.</param>
    /// <param name="deltaUsd">Shape [<see cref="UnderlyingCount"/>], overwritten.</param>
    public void Net(LotSpan portfolio, Span<double> deltaUsd)
    {
        deltaUsd.Clear();
        for (var i = 0; i < portfolio.Lots.Length; i++) Add(portfolio.Slots[i], portfolio.Lots[i], deltaUsd);
    }

    /// <summary>Adds the delta of one lot.</summary>
    public void Add(int slot, double lot, Span<double> deltaUsd)
    {
        if (underlyingOf[slot] is >= 0 and var underlying) deltaUsd[underlying] += lot * arrays.DeltaCoin[slot] * indexUsd[underlying];
    }

    /// <summary>The correlations with a portfolio, each within [-1, 1]. Allocates nothing after the first call.</summary>
    /// <param name="deltaUsd">Shape [<see cref="UnderlyingCount"/>]: its net delta in each underlying, USD.</param>
    /// <param name="correlations">Shape [<see cref="UnderlyingCount"/>], overwritten.</param>
    public void Of(ReadOnlySpan<double> deltaUsd, Span<double> correlations)
    {
        var (variance, second) = (0.0, moments.Value);
        for (var u = 0; u < correlations.Length; u++)
        {
            // Covariances at first.
            correlations[u] = 0;
            for (var v = 0; v < correlations.Length; v++) correlations[u] += second[u, v] * deltaUsd[v];
            variance += deltaUsd[u] * correlations[u];
        }

        for (var u = 0; u < correlations.Length; u++)
            correlations[u] = variance > 0 && second[u, u] > 0 ? Math.Clamp(correlations[u] / Math.Sqrt(second[u, u] * variance), -1, 1) : 0;
    }

    /// <summary>The number of an underlying; -1 for one without scenarios.</summary>
    public int NumberOf(string underlying)
    {
        var shocks = arrays.Scenarios.Shocks;
        for (var u = 0; u < shocks.Length; u++)
            if (shocks[u].Underlying == underlying)
                return u;
        return -1;
    }

    private double[,] Moments()
    {
        var set = arrays.Scenarios;
        var first = set.Count > set.StressCount ? set.StressCount : 0;
        var sums = new double[set.Shocks.Length, set.Shocks.Length];
        for (var u = 0; u < set.Shocks.Length; u++)
            for (var v = 0; v < set.Shocks.Length; v++)
                for (var s = first; s < set.Count; s++)
                    sums[u, v] += (set.Shocks[u].SpotRatio[s] - 1) * (set.Shocks[v].SpotRatio[s] - 1);
        return sums;
    }
}
