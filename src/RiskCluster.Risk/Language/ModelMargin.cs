using System.Collections.Immutable;

namespace RiskCluster.Risk.Language;

/// <summary>What a model of the language asks for one portfolio, and everything that leads there (MRG-10).</summary>
/// <param name="Unit">What all figures are counted in: <c>USD</c> or a coin.</param>
/// <param name="MarkValue">Value of positions, collateral and cash at mark, before haircuts.</param>
/// <param name="InitialMargin">Requirement; below 0 only where the model credits more than the mark.</param>
/// <param name="MaintenanceMargin">Requirement, likewise.</param>
/// <param name="WorstScenario">The binding scenario's name; null when no scenario loses.</param>
/// <param name="Scenarios">Every scenario, in the model's order.</param>
/// <param name="Components">Amounts whose sums are the two requirements.</param>
/// <param name="Contributions">P&amp;L by position and collateral in the worst scenario; they add up to its P&amp;L.</param>
public sealed record ModelMargin(
    string Unit,
    double MarkValue,
    double InitialMargin,
    double MaintenanceMargin,
    string? WorstScenario,
    ImmutableArray<ScenarioPnl> Scenarios,
    ImmutableArray<ComponentMargin> Components,
    ImmutableArray<LineContribution> Contributions)
{
    /// <summary>Mark value less initial margin: what Derive calls the initial margin, positive when healthy.</summary>
    public double InitialExcess => MarkValue - InitialMargin;

    /// <summary>Mark value less maintenance margin.</summary>
    public double MaintenanceExcess => MarkValue - MaintenanceMargin;
}
