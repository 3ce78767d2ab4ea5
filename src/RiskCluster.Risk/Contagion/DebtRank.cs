using System.Collections.Immutable;
using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Contagion;

/// <summary>DebtRank: how much economic value a first loss endangers, long before defaults (MODEL SYS-1).</summary>
/// <remarks>
/// Impact of j on i: W_ij = exposure of i to j / equity of i, at most 1 in the single-hit form; without equity it is 1, and in the differential form any stress at all.
/// Single hit: h_i(t) = min(1, h_i(t-1) + sum over j first hit in round t-1 of W_ij h_j(t-1)), over after at most N + 1 rounds. Differential:
/// h_i(t+1) = min(1, h_i(t) + sum_j W_ij (h_j(t) - h_j(t-1))), over when no stress rises by more than <see cref="StressTolerance"/>.
/// </remarks>
public static class DebtRank
{
    /// <summary>The differential form ends when no stress rises by more.</summary>
    public const double StressTolerance = 1e-13;

    // Next to a spectral radius of 1 stress rises slowly for ever; what is left out is below the tolerance times the rounds that follow.
    private const int MostRounds = 1_000_000;

    /// <summary>Spreads a first stress.</summary>
    /// <param name="exposures">Of N nodes by index. Several of the same two add up.</param>
    /// <param name="equityUsd">Shape [N]; at most 0 is none.</param>
    /// <param name="weights">Shape [N], economic value, >= 0, not all 0.</param>
    /// <param name="initialStress">Shape [N], within [0, 1].</param>
    /// <param name="form">How often stress is passed on.</param>
    /// <exception cref="ArgumentException">Shapes that differ, or a figure outside its range.</exception>
    public static DebtRankResult Of(
        ReadOnlySpan<DebtRankExposure> exposures, ReadOnlySpan<double> equityUsd, ReadOnlySpan<double> weights, ReadOnlySpan<double> initialStress, DebtRankForm form)
    {
        var impacts = Impacts(exposures, equityUsd, weights, initialStress, form);
        var stress = initialStress.ToArray();
        // What is passed on in the next round: of a single hit the stress it brought, else every rise.
        var passed = initialStress.ToArray();
        var wasHit = Array.ConvertAll(passed, h => h > 0);
        var rounds = 0;
        while (rounds < MostRounds && passed.Any(h => h > (form == DebtRankForm.SingleHit ? 0 : StressTolerance)))
        {
            rounds++;
            var rise = new double[stress.Length];
            foreach (var (holder, debtor, impact) in impacts) rise[holder] += impact * passed[debtor];
            for (var i = 0; i < stress.Length; i++)
            {
                var before = stress[i];
                stress[i] = Math.Min(1, before + rise[i]);
                passed[i] = form == DebtRankForm.Differential ? stress[i] - before : wasHit[i] ? 0 : stress[i];
                wasHit[i] |= stress[i] > 0;
            }
        }

        return new([.. stress], Weighted(stress, initialStress, weights), rounds);
    }

    /// <summary>The first stress of one node's default.</summary>
    public static ImmutableArray<double> DefaultOf(int node, int count) => [.. Enumerable.Range(0, count).Select(i => i == node ? 1.0 : 0)];

    private static double Weighted(double[] stress, ReadOnlySpan<double> initial, ReadOnlySpan<double> weights)
    {
        double rise = 0, all = 0;
        for (var i = 0; i < stress.Length; i++)
        {
            rise += weights[i] * (stress[i] - initial[i]);
            all += weights[i];
        }

        return Math.Clamp(rise / all, 0, 1);
    }

    // No equity, no share of it: any stress at all is the end. The greatest impact is a number, so that it times a stress of 0 stays 0.
    private static double Impact(double amountUsd, double equityUsd, DebtRankForm form)
    {
        var impact = equityUsd > 0 ? Math.Min(amountUsd / equityUsd, 1e300) : 1e300;
        return form == DebtRankForm.SingleHit ? Math.Min(1, impact) : impact;
    }

    private static (int Holder, int Debtor, double Impact)[] Impacts(
        ReadOnlySpan<DebtRankExposure> exposures, ReadOnlySpan<double> equityUsd, ReadOnlySpan<double> weights, ReadOnlySpan<double> initialStress, DebtRankForm form)
    {
        var count = equityUsd.Length;
        if (weights.Length != count || initialStress.Length != count) throw new ArgumentException($"weights and initial stress are not both of length {count}", nameof(weights));
        foreach (var equity in equityUsd) equity.Finite(nameof(equityUsd));
        var all = 0.0;
        foreach (var weight in weights) all += weight.NotNegative(nameof(weights));
        all.Positive(nameof(weights));
        foreach (var h in initialStress) h.Within(Margin.Interval.Closed(0, 1), nameof(initialStress));

        var sums = new SortedDictionary<(int Holder, int Debtor), double>();
        foreach (var (holder, debtor, amountUsd) in exposures)
        {
            if (holder < 0 || holder >= count || debtor < 0 || debtor >= count) throw new ArgumentException($"an exposure is of a node outside [0, {count})", nameof(exposures));
            if (holder == debtor) throw new ArgumentException($"node {holder} is exposed to itself", nameof(exposures));
            if (amountUsd > 0) sums[(holder, debtor)] = sums.GetValueOrDefault((holder, debtor)) + amountUsd;
        }

        var impacts = new List<(int, int, double)>(sums.Count);
        foreach (var ((holder, debtor), amountUsd) in sums) impacts.Add((holder, debtor, Impact(amountUsd, equityUsd[holder], form)));
        return [.. impacts];
    }
}
