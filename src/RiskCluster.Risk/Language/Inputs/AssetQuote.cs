namespace RiskCluster.Risk.Language;

/// <summary>A price and how far its source trusts it.</summary>
/// <param name="PriceUsd">USD per unit; > 0.</param>
/// <param name="Confidence">Of the source, within [0, 1].</param>
public sealed record AssetQuote(double PriceUsd, double Confidence = 1);
