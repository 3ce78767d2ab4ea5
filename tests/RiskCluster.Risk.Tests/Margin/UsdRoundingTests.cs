using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Tests.Margin;

public sealed class UsdRoundingTests
{
    [Fact]
    [Trait("Rule", "MRG-6")]
    public void A_requirement_rounds_up_and_an_equity_down()
    {
        UsdRounding.Requirement(1.0000001).ShouldBe(1.000001m);
        UsdRounding.Requirement(1).ShouldBe(1m);
        UsdRounding.Equity(1.0000009).ShouldBe(1m);
        UsdRounding.Equity(-1.0000001).ShouldBe(-1.000001m);
        Should.Throw<OverflowException>(() => UsdRounding.Requirement(double.NaN));
    }
}
