namespace RiskCluster.Risk.Engine;

/// <summary>What one unit of an instrument adds to the contingencies in the present market, and to which net sums. One gather a lot.</summary>
/// <param name="NetGroup">The sum whose size is charged: of the expiry (futures, options) or of the underlying's perpetuals.</param>
/// <param name="StrikeGroup">The sum of options at a strike, charged when negative.</param>
internal readonly record struct ContingencyTerms(int NetGroup, int StrikeGroup)
{
    /// <summary>Signed USD into the net group: exposure times rate.</summary>
    public double NetUsd { get; init; }

    /// <summary>Signed USD into the strike group.</summary>
    public double StrikeUsd { get; init; }

    /// <summary>Roll charge of one unit, long or short.</summary>
    public double RollUsd { get; init; }

    /// <summary>Confidence charge of one unit, long or short.</summary>
    public double ConfidenceUsd { get; init; }
}
