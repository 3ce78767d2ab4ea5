namespace RiskCluster.Risk.Engine;

/// <summary>What one unit of an instrument adds to the unwind of its underlying in the present market. One gather a lot.</summary>
/// <param name="Underlying">The number of its underlying.</param>
/// <param name="DeltaCoin">Coins.</param>
/// <param name="VegaSpreadUsd">What leaving the volatility of one unit costs, long or short, USD.</param>
internal readonly record struct UnwindTerms(int Underlying, double DeltaCoin, double VegaSpreadUsd);
