using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Tests.Margin;

public sealed class MarginStatesTests
{
    [Theory]
    [InlineData(100, MarginState.Healthy)]
    [InlineData(99.99, MarginState.Restricted)]
    [InlineData(80, MarginState.Restricted)]
    [InlineData(79.99, MarginState.Liquidating)]
    [InlineData(0, MarginState.Liquidating)]
    [InlineData(-0.01, MarginState.Bankrupt)]
    [Trait("Rule", "MRG-7")]
    public void A_portfolio_on_a_line_is_on_its_good_side(double equityUsd, MarginState state) =>
        MarginStates.Of(equityUsd, initialMarginUsd: 100, maintenanceMarginUsd: 80).ShouldBe(state);
}
