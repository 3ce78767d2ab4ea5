using System.Collections.Immutable;

namespace RiskCluster.Core.Unwinds;

/// <summary>Legs that go together: a position and its hedge are in one step, so that no step leaves the hedge alone.</summary>
/// <param name="Legs">1 to <see cref="MaxLegs"/>, wave by wave.</param>
/// <param name="RequirementUsd">Initial margin that the plan predicts after it.</param>
/// <param name="EquityUsd">Equity that the plan predicts after it.</param>
/// <param name="IsIndependent">True when it may run beside the step before, because the order of their fills does not matter.</param>
public sealed record PlanStep(ImmutableArray<PlanLeg> Legs, decimal RequirementUsd, decimal EquityUsd, bool IsIndependent = false)
{
    /// <summary>Most legs: a book that has to be closed whole is closed in one step.</summary>
    public const int MaxLegs = 512;

    /// <summary>The legs that go together as one wave; none beyond the last.</summary>
    public ImmutableArray<PlanLeg> Wave(int wave) => [.. Legs.Where(leg => leg.Wave == wave)];
}
