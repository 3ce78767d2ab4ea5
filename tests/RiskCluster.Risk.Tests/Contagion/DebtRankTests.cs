using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Contagion;

namespace RiskCluster.Risk.Tests.Contagion;

[Trait("Rule", "SYS-1")]
public sealed class DebtRankTests
{
    private static readonly DebtRankExposure[] Published = [new(0, 1, 1), new(1, 0, 10), new(1, 2, 3), new(2, 0, 3), new(2, 1, 2)];
    private static readonly double[] Buffers = [2, 5, 2];
    private static readonly double[] Weights = [10, 100, 30];

    [Theory]
    [InlineData(0, 0.9285714)]
    [InlineData(1, 0.25)]
    [InlineData(2, 0.6642857)]
    public void The_additional_stress_of_each_default_is_as_published(int node, double expected) =>
        DebtRank.Of(Published, Buffers, Weights, DebtRank.DefaultOf(node, 3).AsSpan(), DebtRankForm.SingleHit).Additional.ShouldBe(expected, 1e-7);

    [Fact]
    public void A_chain_passes_stress_on_in_proportion_in_both_forms()
    {
        DebtRankExposure[] chain = [new(1, 0, 50), new(2, 1, 20)];
        foreach (var form in Enum.GetValues<DebtRankForm>())
        {
            var result = DebtRank.Of(chain, [100, 100, 100], [1, 1, 2], [0.4, 0, 0], form);
            result.Stress.ShouldBe([0.4, 0.2, 0.04], 1e-15);
            result.Additional.ShouldBe((0.2 + 2 * 0.04) / 4, 1e-15);
        }
    }

    [Fact]
    public void A_circle_echoes_once_when_hit_once_and_to_its_geometric_limit_in_the_differential_form()
    {
        DebtRankExposure[] circle = [new(0, 1, 50), new(1, 0, 50)];
        var once = DebtRank.Of(circle, [100, 100], [1, 1], [0.2, 0], DebtRankForm.SingleHit);
        once.Stress.ShouldBe([0.25, 0.1], 1e-15);
        var often = DebtRank.Of(circle, [100, 100], [1, 1], [0.2, 0], DebtRankForm.Differential);
        // 0.2 (1 + 1/4 + 1/16 + ...) and half of it.
        often.Stress.ShouldBe([0.8 / 3, 0.4 / 3], 1e-12);
    }

    [Fact]
    public void Without_equity_any_stress_is_the_end_and_without_stress_nothing_is()
    {
        DebtRankExposure[] exposures = [new(1, 0, 1)];
        DebtRank.Of(exposures, [10, 0], [1, 1], [0.01, 0], DebtRankForm.Differential).Stress.ShouldBe([0.01, 1]);
        DebtRank.Of(exposures, [10, -5], [1, 1], [0, 0], DebtRankForm.Differential).ShouldSatisfyAllConditions(
            result => result.Stress.ShouldBe([0.0, 0]),
            result => result.Rounds.ShouldBe(0));
    }

    [Fact]
    public void Shapes_and_ranges_are_checked()
    {
        Should.Throw<ArgumentException>(() => DebtRank.Of(Published, Buffers, [1, 1], [0, 0, 0], DebtRankForm.SingleHit)).Message.ShouldStartWith("weights and initial stress");
        Should.Throw<ArgumentException>(() => DebtRank.Of(Published, Buffers, Weights, [0, 1.5, 0], DebtRankForm.SingleHit));
        Should.Throw<ArgumentException>(() => DebtRank.Of([new(0, 3, 1)], Buffers, Weights, [0, 0, 0], DebtRankForm.SingleHit)).Message.ShouldStartWith("an exposure is of a node outside");
        Should.Throw<ArgumentException>(() => DebtRank.Of([new(1, 1, 1)], Buffers, Weights, [0, 0, 0], DebtRankForm.SingleHit)).Message.ShouldStartWith("node 1 is exposed to itself");
        Should.Throw<ArgumentException>(() => DebtRank.Of(Published, Buffers, [0, 0, 0], [0, 0, 0], DebtRankForm.SingleHit));
    }

    [Fact]
    public void Stress_stays_within_0_and_1_grows_with_the_shock_and_with_exposures_and_echoes_only_add() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var count = random.Next(2, 7);
            double[] Some(double most) => [.. Enumerable.Range(0, count).Select(_ => random.Next(3) == 0 ? 0 : most * random.NextDouble())];
            var exposures = Enumerable.Range(0, 2 * count).Select(_ =>
            {
                var holder = random.Next(count);
                return new DebtRankExposure(holder, (holder + random.Next(1, count)) % count, 5 * random.NextDouble());
            }).ToArray();
            var (equity, weights, shock) = (Some(10), Array.ConvertAll(Some(3), weight => weight + 0.1), Some(0.5));
            var greater = Array.ConvertAll(shock, h => Math.Min(1, 1.5 * h));
            var wider = Array.ConvertAll(exposures, exposure => new DebtRankExposure(exposure.Holder, exposure.Debtor, 1.3 * exposure.AmountUsd));

            double[] Stress(DebtRankExposure[] of, double[] from, DebtRankForm form) => [.. DebtRank.Of(of, equity, weights, from, form).Stress];
            var (once, often) = (Stress(exposures, shock, DebtRankForm.SingleHit), Stress(exposures, shock, DebtRankForm.Differential));
            return once.Zip(often).All(pair => pair is { First: >= 0 and <= 1, Second: >= 0 and <= 1 } && pair.First <= pair.Second + 1e-12)
                && Enum.GetValues<DebtRankForm>().All(form => AtMost(Stress(exposures, shock, form), Stress(exposures, greater, form)) && AtMost(Stress(exposures, shock, form), Stress(wider, shock, form)))
                && DebtRank.Of(exposures, equity, weights, shock, DebtRankForm.Differential).Additional is >= 0 and <= 1;
        }));

    [Fact]
    public void A_network_is_stressed_by_the_direct_losses_of_a_shock()
    {
        var network = new ContagionNetwork([TestNetworks.Bank("a", 20, 0), TestNetworks.Bank("b", 5, 0)], [new("a", "b", 10)], [], []);
        var run = ContagionRun.Run(network, TestNetworks.Loss("a", 5), DefaultCosts.None);
        run.TotalLossUsd.ShouldBe(5);
        // Nobody defaults, but a lost half of its 10 of equity, and with it b half of 10 of 15.
        var stress = NetworkStress.After(network, run.Nodes, DebtRankForm.Differential).ShouldNotBeNull();
        stress.Stress.ShouldBe([0.5, 1 / 3.0], 1e-12);
        NetworkStress.After(new([TestNetworks.Bank("a", 0, 1)], [], [], []), run.Nodes[..1], DebtRankForm.SingleHit).ShouldBeNull();
    }

    private static bool AtMost(double[] low, double[] high) => low.Zip(high).All(pair => pair.First <= pair.Second + 1e-12);
}
