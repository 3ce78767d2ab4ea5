namespace RiskCluster.Risk.Language;

/// <summary>One collateral asset with its value.</summary>
/// <param name="Line">Its place among the lines of the case.</param>
/// <param name="Asset">Its name.</param>
/// <param name="Value">At its own price over that of the stable coin; in the model's unit.</param>
/// <param name="Confidence">Of its price and of the index, whichever is less.</param>
internal sealed record CollateralLine(int Line, string Asset, double Value, double Confidence);
