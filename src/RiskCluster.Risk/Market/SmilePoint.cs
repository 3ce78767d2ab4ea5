namespace RiskCluster.Risk.Market;

/// <summary>One strike of a smile, ready to be fitted.</summary>
/// <param name="K">ln(strike / forward).</param>
/// <param name="VolAnnual">The volatility to meet.</param>
/// <param name="Weight">Relative weight of the vol error at this strike, > 0; only ratios matter.</param>
public readonly record struct SmilePoint(double K, double VolAnnual, double Weight);
