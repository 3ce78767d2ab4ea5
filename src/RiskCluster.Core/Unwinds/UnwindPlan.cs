using System.Collections.Immutable;
using RiskCluster.Core.Margins;

namespace RiskCluster.Core.Unwinds;

/// <summary>The steps that bring an owner back to the buffer margin, as a planner computed them.</summary>
/// <param name="UnwindId">Of which unwind.</param>
/// <param name="Version">One above the plan before; 1 for the first.</param>
/// <param name="RequirementUsd">Initial margin before the first step.</param>
/// <param name="GrossNotionalUsd">Gross notional of all positions before the first step.</param>
/// <param name="Steps">1 to 64, in order.</param>
/// <param name="Inputs">What it was computed from.</param>
/// <param name="BestPossibleUsd">What no plan for the same book costs less than, as far as the planner knows; null when it does not say.</param>
public sealed record UnwindPlan(long UnwindId, long Version, decimal RequirementUsd, decimal GrossNotionalUsd, ImmutableArray<PlanStep> Steps, FigureInputs Inputs, decimal? BestPossibleUsd = null)
{
    /// <summary>Most steps; what is left then is planned anew.</summary>
    public const int MaxSteps = 64;

    /// <summary>What it expects to cost against the mark, USD.</summary>
    public decimal CostUsd() => Steps.Sum(step => step.Legs.Sum(leg => leg.CostUsd));

    /// <summary>What it moves, USD.</summary>
    public decimal NotionalUsd() => Steps.Sum(step => step.Legs.Sum(leg => leg.NotionalUsd));
}
