using System.Collections.Immutable;

namespace RiskCluster.Core.Unwinds;

/// <summary>
/// Divides a loss in proportion, exactly. Each pays loss x weight / sum of weights, at most its basis; what those at their basis cannot pay falls to the others in the same
/// proportion. Shares are rounded down to 1e-6; what rounding leaves is paid by those with the greatest weight first (equal weights: by name), within their basis. So the shares
/// add up to the loss to the last digit, or everybody pays its whole basis.
/// </summary>
public static class LossShares
{
    private const int Scale = 6;

    /// <summary>The shares above 0, the greatest weight first.</summary>
    /// <param name="lossUsd">At least 0.</param>
    /// <param name="sharers">Each account once, basis at least 0.</param>
    /// <param name="rule">What the weight is: the basis, or basis times leverage.</param>
    /// <remarks>The order of <paramref name="sharers"/> does not matter. Cost: sharers x log, and at most as many rounds as sharers reach their basis.</remarks>
    public static ImmutableArray<LossShare> Of(decimal lossUsd, ImmutableArray<LossSharer> sharers, LossRule rule)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lossUsd);
        var open = sharers.Where(sharer => sharer.BasisUsd > 0).Select(sharer => (Sharer: sharer, Weight: Weight(sharer, rule)))
            .OrderByDescending(item => item.Weight).ThenBy(item => item.Sharer.Account, StringComparer.Ordinal).ToArray();
        var paid = new decimal[open.Length];
        var leftUsd = lossUsd;
        var isFull = new bool[open.Length];
        while (leftUsd > 0 && FillUp(open, isFull, paid, leftUsd) is > 0 and var takenUsd) leftUsd -= takenUsd;
        leftUsd -= InProportion(open, isFull, paid, leftUsd);
        for (var i = 0; i < open.Length && leftUsd > 0; i++)
        {
            var more = Math.Min(leftUsd, open[i].Sharer.BasisUsd - paid[i]);
            paid[i] += more;
            leftUsd -= more;
        }

        return [.. open.Select((item, i) => new LossShare(item.Sharer.Account, Turns.DecimalBounds.Plain(paid[i]))).Where(share => share.AmountUsd > 0)];
    }

    // Those whose proportion exceeds their basis pay the basis; all of one round are found against the same loss, so their order does not matter.
    private static decimal FillUp((LossSharer Sharer, decimal Weight)[] open, bool[] isFull, decimal[] paid, decimal lossUsd)
    {
        var (sum, takenUsd) = (Sum(open, isFull), 0m);
        for (var i = 0; i < open.Length; i++)
        {
            if (isFull[i] || lossUsd * (open[i].Weight / sum) < open[i].Sharer.BasisUsd || takenUsd + open[i].Sharer.BasisUsd > lossUsd) continue;
            isFull[i] = true;
            paid[i] = open[i].Sharer.BasisUsd;
            takenUsd += paid[i];
        }

        return takenUsd;
    }

    private static decimal InProportion((LossSharer Sharer, decimal Weight)[] open, bool[] isFull, decimal[] paid, decimal lossUsd)
    {
        var (sum, takenUsd) = (Sum(open, isFull), 0m);
        for (var i = 0; i < open.Length; i++)
        {
            if (isFull[i]) continue;
            paid[i] = Math.Min(lossUsd - takenUsd, Math.Min(open[i].Sharer.BasisUsd, decimal.Round(lossUsd * (open[i].Weight / sum), Scale, MidpointRounding.ToZero)));
            takenUsd += paid[i];
        }

        return takenUsd;
    }

    private static decimal Sum((LossSharer Sharer, decimal Weight)[] open, bool[] isFull)
    {
        var sum = 0m;
        for (var i = 0; i < open.Length; i++)
            if (!isFull[i]) sum += open[i].Weight;
        return sum;
    }

    private static decimal Weight(LossSharer sharer, LossRule rule) => rule == LossRule.Deleverage ? sharer.BasisUsd * sharer.Leverage : sharer.BasisUsd;
}
