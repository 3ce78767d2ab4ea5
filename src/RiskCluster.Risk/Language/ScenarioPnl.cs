namespace RiskCluster.Risk.Language;

/// <summary>One scenario of a model and what the portfolio gains in it.</summary>
/// <param name="Name">Such as <c>price +18 %, vol up</c>.</param>
/// <param name="Pnl">After the model's dampening and offsets; loss negative.</param>
public sealed record ScenarioPnl(string Name, double Pnl);
