using RiskCluster.Risk.Unwinding;

namespace RiskCluster.Cli.Liquidation;

/// <summary>Some unwinds added up.</summary>
/// <param name="Owners">Who was unwound.</param>
/// <param name="Recovered">Of them, whose every unwind landed on the buffer margin.</param>
/// <param name="Unwinds">How many.</param>
/// <param name="Steps">Of all unwinds.</param>
/// <param name="Orders">Of all steps.</param>
/// <param name="Cost">What they cost.</param>
/// <param name="BestPossibleUsd">What no unwind of the same books goes below.</param>
/// <param name="ShortfallUsd">Equity below 0 that is left when everything is closed.</param>
internal sealed record ReplayTotals(int Owners, int Recovered, int Unwinds, int Steps, int Orders, TradingCost Cost, double BestPossibleUsd, double ShortfallUsd)
{
    /// <summary>Of those unwound; 1 when nobody was.</summary>
    public double RecoveredShare => Owners == 0 ? 1 : (double)Recovered / Owners;

    /// <summary>Cost over the best possible; null when nothing was to be paid.</summary>
    public double? CostOverBest => BestPossibleUsd > 0 ? Cost.TotalUsd / BestPossibleUsd : null;

    /// <summary>Market impact in basis points of what was traded.</summary>
    public double ImpactBasisPoints => Cost.NotionalUsd > 0 ? 1e4 * Cost.ImpactUsd / Cost.NotionalUsd : 0;

    /// <summary>Adds up.</summary>
    public static ReplayTotals Of(IReadOnlyCollection<ReplayUnwind> unwinds)
    {
        var owners = unwinds.GroupBy(unwind => unwind.Plan.Owner).ToList();
        return new(
            owners.Count,
            owners.Count(owner => owner.All(unwind => unwind.Plan.Status == UnwindPlanStatus.Recovers)),
            unwinds.Count,
            unwinds.Sum(unwind => unwind.Plan.Steps.Length),
            unwinds.Sum(unwind => unwind.Plan.Steps.Sum(step => step.Orders.Length)),
            unwinds.Aggregate(default(TradingCost), (sum, unwind) => sum + unwind.Plan.Cost),
            unwinds.Sum(unwind => unwind.Plan.BestPossibleUsd),
            unwinds.Where(unwind => unwind.Plan.Status != UnwindPlanStatus.Recovers).Sum(unwind => unwind.Plan.ShortfallUsd));
    }
}
