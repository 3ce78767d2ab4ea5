using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Tests.Margin;

public sealed class ScanWeightsTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(10)]
    [Trait("Rule", "MRG-10")]
    public void Weighted_losses_are_the_scan_whichever_measure_binds(double historyScale)
    {
        var random = new Random(1);
        var pnl = Enumerable.Range(0, 550).Select(s => (s < 50 ? 1 : historyScale) * (random.NextDouble() - 0.6)).ToArray();
        var rules = new RiskModelRequirement(0.99, 1, 0.8);
        var figure = Requirement.Of([.. pnl], 50, rules, 0);
        var weights = ScanWeights.Of(pnl, 50, figure, rules.EsConfidence);
        weights.Sum(item => item.Weight).ShouldBe(1, 1e-12);
        (-weights.Sum(item => item.Weight * pnl[item.Scenario])).ShouldBe(figure.ScanUsd, 1e-12);
        weights.All(item => item.Scenario < 50 == historyScale < 1).ShouldBeTrue();
    }

    [Fact]
    [Trait("Rule", "MRG-10")]
    public void A_portfolio_that_cannot_lose_has_no_weights() =>
        ScanWeights.Of([1, 2, 3], 1, Requirement.Of([1, 2, 3], 1, new(0.99, 1, 0.8), 0), 0.99).ShouldBeEmpty();
}
