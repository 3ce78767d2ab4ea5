namespace RiskCluster.Risk.Language;

/// <summary>One scenario of one coin's book.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PnlByLine">By line of the case.</param>
/// <param name="Pnl">What counts: the lines after the model's offsets.</param>
internal sealed record ScenarioOutcome(string Name, double[] PnlByLine, double Pnl);
