using RiskCluster.Risk.Margin;

namespace RiskCluster.Core.Portfolios;

/// <summary>A line of a portfolio's short history.</summary>
/// <param name="State">Entered.</param>
/// <param name="MarketSeq">Of the cycle that found it.</param>
/// <param name="AtMs">When, unix milliseconds.</param>
public sealed record StateChange(MarginState State, long MarketSeq, long AtMs);
