using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>How far one collateral asset counts.</summary>
/// <param name="Factor">Share of its dollar value that the maintenance margin accepts.</param>
/// <param name="InitialScale">What the initial margin accepts of that share.</param>
internal sealed record CollateralCredit(double Factor, double InitialScale)
{
    public static readonly CollateralCredit Nothing = new(0, 0);

    public static readonly CollateralCredit Whole = new(1, 1);

    public static CollateralCredit Read(RiskModelNode node) => new(
        node.Number("factor", Interval.Closed(0, 1)),
        node.Number("initial_scale", Interval.Closed(0, 1)));
}
