namespace RiskCluster.Risk.Scenarios;

/// <summary>What a full rotation of one expiry's wings adds to the vol multiplier of a strike (MODEL SCN-3).</summary>
/// <remarks>With r = clamp(x / width, -1, 1) and x = ln(K/F): LINEAR adds cap r, the upper wing up and the lower one down; ABS adds cap |r|, both wings up.</remarks>
/// <param name="LinearCap">>= 0.</param>
/// <param name="AbsCap">>= 0.</param>
/// <param name="Width">> 0.</param>
public readonly record struct WingRotation(double LinearCap, double AbsCap, double Width)
{
    /// <summary>Relative vol change under LINEAR; odd and rising in <paramref name="logMoneyness"/>.</summary>
    /// <param name="logMoneyness">ln(K/F), K over the present forward; infinite for a strike of 0.</param>
    public double Linear(double logMoneyness) => LinearCap * Math.Clamp(logMoneyness / Width, -1, 1);

    /// <summary>Relative vol change under ABS; even and >= 0.</summary>
    /// <param name="logMoneyness">ln(K/F), K over the present forward; infinite for a strike of 0.</param>
    public double Abs(double logMoneyness) => AbsCap * Math.Min(Math.Abs(logMoneyness) / Width, 1);
}
