using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>Margins of orders that come with the portfolio, added to the initial margin.</summary>
internal sealed record ExternalMarginCharge : ICharge
{
    public static ExternalMarginCharge Read(RiskModelNode node) => new();

    public IEnumerable<ComponentMargin> Charge(string name, MarginCase margin)
    {
        var external = margin.Portfolio.External;
        yield return new($"{name}: spot", external.Spot, 0);
        yield return new($"{name}: market maker protection", external.MarketMakerProtection, 0);
        yield return new($"{name}: open orders", external.OpenOrders, 0);
    }
}
