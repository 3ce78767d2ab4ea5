using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>A stable coin off its peg raises the factor of the initial margin by max(0, threshold - price) * factor (MRG-4); what has no scenario loss, such as pure cash, is not touched.</summary>
/// <param name="Threshold">Price of the stable coin from which on nothing is added, USD.</param>
/// <param name="Factor">What is added for each dollar below.</param>
internal sealed record StablePeg(double Threshold, double Factor) : IScanFactor
{
    public static StablePeg Read(RiskModelNode node) => new(
        node.Number("threshold", Interval.Closed(0, 100)),
        node.Number("factor", Interval.Closed(0, 20)));

    public double InitialExtra(MarginCase margin) => Math.Max(0, Threshold - margin.Market.StablePriceUsd) * Factor;
}
