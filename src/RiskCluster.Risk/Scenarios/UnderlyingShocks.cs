namespace RiskCluster.Risk.Scenarios;

/// <summary>What each scenario of a set does to one underlying: parallel columns, one entry a scenario.</summary>
/// <param name="Underlying">The coin.</param>
/// <param name="SpotRatio">Shape [S]. Shocked over present price, of the index and of every forward; > 0.</param>
/// <param name="VolShock">
/// Shape [S]. Relative change of an option's vol at the reference maturity of 30 days: +0.5 means half as much again; the scaling with maturity is
/// <see cref="VolShockScaling"/>'s.
/// </param>
/// <param name="HorizonYears">Shape [S]. How far time has rolled when the scenario strikes; >= 0.</param>
/// <param name="Dampening">Shape [S]. Weight of the scenario's P&amp;L: 1 within the range, less for tails.</param>
public sealed record UnderlyingShocks(string Underlying, double[] SpotRatio, double[] VolShock, double[] HorizonYears, double[] Dampening);
