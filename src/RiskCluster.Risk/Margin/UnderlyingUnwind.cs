using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Margin;

/// <summary>The unwind of one underlying of a portfolio: what it meets and what it costs (MODEL MRG-5, MRG-10).</summary>
/// <param name="Underlying">The coin.</param>
/// <param name="Market">Depth, volume, open interest and regimes that it was computed from.</param>
/// <param name="Cost">Part by part.</param>
public sealed record UnderlyingUnwind(string Underlying, UnwindMarket Market, UnwindCost Cost);
