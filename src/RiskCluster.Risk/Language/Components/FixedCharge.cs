using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>An amount that a venue states, in the model's unit, such as Deribit's correlation contingency.</summary>
/// <param name="Amount">The amount.</param>
/// <param name="IsScanned">True when the factors of the requirement apply to it.</param>
internal sealed record FixedCharge(double Amount, bool IsScanned) : ICharge
{
    public static FixedCharge Read(RiskModelNode node) => new(node.Number("amount", Interval.Closed(0, 1e15)), node.Flag("scanned"));

    public IEnumerable<ComponentMargin> Charge(string name, MarginCase margin) => [new(name, Amount, Amount)];
}
