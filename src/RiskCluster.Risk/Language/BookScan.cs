namespace RiskCluster.Risk.Language;

/// <summary>The scenarios of one coin's book.</summary>
/// <param name="Book">The coin.</param>
/// <param name="Outcomes">Every scenario, in the model's order, after its offsets.</param>
/// <param name="Worst">The binding one; null when none loses.</param>
internal sealed record BookScan(UnderlyingBook Book, IReadOnlyList<ScenarioOutcome> Outcomes, ScenarioOutcome? Worst)
{
    /// <summary>What the worst scenario loses; >= 0.</summary>
    public double Loss => -(Worst?.Pnl ?? 0);
}
