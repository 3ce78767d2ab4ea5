namespace RiskCluster.Risk.Margin;

/// <summary>One line of the waterfall from losses to a requirement (MODEL MRG-10).</summary>
/// <param name="Name">As the API spells it, such as <c>stress_loss</c>.</param>
/// <param name="Usd">The amount; >= 0.</param>
/// <param name="Rule">How it follows from the scenarios and the lines above it, so that a reader can compute it again.</param>
public sealed record MarginStep(string Name, double Usd, string Rule);
