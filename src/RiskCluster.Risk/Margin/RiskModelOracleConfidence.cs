namespace RiskCluster.Risk.Margin;

/// <summary>What unsure prices cost: (1 - confidence) x margin x gross notional of options and perpetuals, where confidence is below the threshold (MRG-4).</summary>
/// <param name="Threshold">Confidence from which on nothing is charged; within [0, 1].</param>
/// <param name="Margin">Charge per notional at confidence 0; within [0, 20].</param>
public sealed record RiskModelOracleConfidence(double Threshold, double Margin)
{
    /// <summary>Charge per USD of notional at a confidence; >= 0.</summary>
    public double Rate(double confidence) => confidence < Threshold ? (1 - confidence) * Margin : 0;

    internal static RiskModelOracleConfidence Read(RiskModelNode node) => new(
        node.Number("threshold", Interval.Closed(0, 1)),
        node.Number("margin", Interval.Closed(0, 20)));
}
