namespace RiskCluster.Risk.Unwinding;

/// <summary>
/// The order in which the legs of a step go, so that no part of it raises risk: a venue that fails in the middle leaves a hedge alone, unless the leg that needs no hedge went first
/// (MODEL SYS-2).
/// </summary>
/// <remarks>
/// Legs follow one another when, after each, initial margin is at most what it was before the step. Scan requirement, contingencies and unwind cost are convex in what is held, so
/// while a leg is traded in part, initial margin is at most the greater of its two ends. Where no such order is found, as for a hedge without any net, or there are too many legs
/// to wait for, all go at once. Greedy: the leg that leaves the least goes next.
/// </remarks>
internal static class UnwindWaves
{
    /// <summary>Most legs that wait for one another.</summary>
    public const int MaxLegs = 8;

    private const double Digits = 1e-12;

    /// <summary>Shape [T]: the wave of each trade; all 0 where they go at once.</summary>
    /// <param name="lots">The book before the step.</param>
    /// <param name="trades">The legs.</param>
    /// <param name="share">How much of them is traded.</param>
    /// <param name="initialMarginUsd">Before the step.</param>
    public static int[] Of(UnwindLots lots, ReadOnlySpan<UnwindTrade> trades, double share, double initialMarginUsd)
    {
        var waves = new int[trades.Length];
        if (trades.Length is < 2 or > MaxLegs) return waves;
        var gone = new List<UnwindTrade>(trades.Length);
        List<int> left = [.. Enumerable.Range(0, trades.Length)];
        while (left.Count > 0)
        {
            var (next, leastUsd) = (-1, double.PositiveInfinity);
            foreach (var leg in left)
            {
                var usd = lots.Figure([.. gone, trades[leg]], share, costUsd: 0).InitialMarginUsd;
                if (usd < leastUsd) (next, leastUsd) = (leg, usd);
            }

            // The last leg ends where the step does, and that was judged.
            if (left.Count > 1 && !(leastUsd <= initialMarginUsd * (1 + Digits))) return new int[trades.Length];
            waves[next] = gone.Count;
            gone.Add(trades[next]);
            left.Remove(next);
        }

        return waves;
    }

    /// <summary>Initial margin, USD, when the worst leg of a step is traded alone, or is the only one that is not.</summary>
    /// <inheritdoc cref="Of"/>
    public static double PartedUsd(UnwindLots lots, ReadOnlySpan<UnwindTrade> trades, double share)
    {
        var worstUsd = 0.0;
        for (var leg = 0; leg < trades.Length; leg++)
        {
            worstUsd = Math.Max(worstUsd, lots.Figure([trades[leg]], share, costUsd: 0).InitialMarginUsd);
            worstUsd = Math.Max(worstUsd, lots.Figure([.. trades[..leg], .. trades[(leg + 1)..]], share, costUsd: 0).InitialMarginUsd);
        }

        return worstUsd;
    }
}
