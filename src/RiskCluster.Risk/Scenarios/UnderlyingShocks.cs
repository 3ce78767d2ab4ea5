namespace RiskCluster.Risk.Scenarios;

/// <summary>What each scenario of a set does to one underlying: parallel columns, one entry a scenario.</summary>
/// <remarks>
/// The vol of strike K at maturity T is multiplied with max(0, 1 + vol shock x scaling(T) + term x tilt(T) + linear x LINEAR(K, T) + abs x ABS(K, T)); the functions
/// are <see cref="VolShockScaling"/>, <see cref="TermTilt"/> and <see cref="WingRotation"/>.
/// </remarks>
/// <param name="Underlying">The coin.</param>
/// <param name="SpotRatio">Shape [S]. Shocked over present price, of the index and of every forward; > 0.</param>
/// <param name="VolShock">
/// Shape [S]. Relative change of an option's vol at the reference maturity of 30 days: +0.5 means half as much again; the scaling with maturity is
/// <see cref="VolShockScaling"/>'s.
/// </param>
/// <param name="HorizonYears">Shape [S]. How far time has rolled when the scenario strikes; >= 0.</param>
/// <param name="Dampening">Shape [S]. Weight of the scenario's P&amp;L: 1 within the range, less for tails.</param>
public sealed record UnderlyingShocks(string Underlying, double[] SpotRatio, double[] VolShock, double[] HorizonYears, double[] Dampening)
{
    /// <summary>Shape [S]. Share of the LINEAR rotation: 1 lifts the upper wing and lowers the lower one, -1 the reverse, 0 neither.</summary>
    public double[] SkewLinear { get; init; } = new double[SpotRatio.Length];

    /// <summary>Shape [S]. Share of the ABS rotation: 1 lifts both wings, -1 lowers them, 0 neither.</summary>
    public double[] SkewAbs { get; init; } = new double[SpotRatio.Length];

    /// <summary>Shape [S]. Share of the tilt: 1 lifts the front and lowers the back, -1 the reverse, 0 neither.</summary>
    public double[] Term { get; init; } = new double[SpotRatio.Length];
}
