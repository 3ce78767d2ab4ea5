using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Tests.Liquidity;

[Trait("Rule", "MRG-5")]
public sealed class AlmgrenChrissTests
{
    // The example of the paper: a million shares at 50 USD over five days.
    private static readonly AlmgrenChriss Paper = new(1e6, 5, 5, VolUsd: 0.95, HalfSpreadUsd: 0.0625, PermanentImpact: 2.5e-7, TemporaryImpact: 2.5e-6);

    [Fact]
    public void Selling_evenly_costs_what_the_paper_says()
    {
        Paper.LinearHoldings().ShouldBe([1e6, 8e5, 6e5, 4e5, 2e5, 0]);
        Paper.ExpectedCostUsd(Paper.LinearHoldings()).ShouldBe(662_500, 1e-6);
        Paper.VarianceUsd2(Paper.LinearHoldings()).ShouldBe(1.083e12, 1);
    }

    [Fact]
    public void The_optimal_holdings_are_those_of_the_paper() =>
        Paper.OptimalHoldings(1e-6).Select(Math.Round).ShouldBe([1_000_000, 541_956, 289_854, 147_897, 62_142, 0]);

    [Fact]
    public void Without_risk_aversion_selling_evenly_is_best_and_with_little_it_nearly_is()
    {
        Paper.OptimalHoldings(0).ShouldBe(Paper.LinearHoldings());
        Paper.OptimalHoldings(1e-18).Zip(Paper.LinearHoldings()).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-3);
        Paper.OptimalHoldings(1e-18)[1].ShouldBeLessThan(8e5);
    }

    [Fact]
    public void Who_fears_risk_above_all_sells_at_once()
    {
        Paper.OptimalHoldings(1e6).ShouldAllBe(left => left == 1e6 || left < 1e-3);
        Paper.OptimalHoldings(1e6).ShouldAllBe(left => double.IsFinite(left));
    }

    [Fact]
    public void No_other_schedule_is_better() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var schedule = Any(random);
            var aversion = Math.Exp(20 * random.NextDouble() - 20);
            var best = schedule.OptimalHoldings(aversion);
            // Selling back and forth pays the half-spread twice, so that perturbed schedules may do so freely.
            var size = schedule.QuantityCoin * Math.Exp(-12 * random.NextDouble());
            ImmutableArray<double> other = [.. best.Select((left, k) => k == 0 || k == schedule.Intervals ? left : left + size * (2 * random.NextDouble() - 1))];
            return Objective(schedule, aversion, best) <= Objective(schedule, aversion, other) * (1 + 1e-12);
        }));

    [Fact]
    public void The_frontier_pays_cost_for_certainty() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var schedule = Any(new Random(seed));
            var frontier = Enumerable.Range(-20, 20).Select(power => schedule.OptimalHoldings(Math.Exp(power))).ToArray();
            return frontier.Zip(frontier.Skip(1)).All(pair =>
                schedule.ExpectedCostUsd(pair.Second) >= schedule.ExpectedCostUsd(pair.First) * (1 - 1e-12)
                && schedule.VarianceUsd2(pair.Second) <= schedule.VarianceUsd2(pair.First) * (1 + 1e-12)
                && pair.First.Zip(pair.First.Skip(1)).All(trade => trade.Second <= trade.First));
        }));

    [Fact]
    public void What_is_no_schedule_is_refused()
    {
        Should.Throw<ArgumentException>(() => Paper.ExpectedCostUsd([1e6, 0])).Message.ShouldContain("2 holdings for 5 intervals");
        Should.Throw<ArgumentException>(() => Paper.VarianceUsd2([1e6, 0, 0, 0, 0, 1])).Message.ShouldContain("ends with nothing");
        Should.Throw<ArgumentOutOfRangeException>(() => Paper.OptimalHoldings(-1)).ParamName.ShouldBe("riskAversion");
        Should.Throw<ArgumentOutOfRangeException>(() => new AlmgrenChriss(0, 5, 5, 1, 0, 0, 1)).ParamName.ShouldBe("QuantityCoin");
        Should.Throw<ArgumentOutOfRangeException>(() => new AlmgrenChriss(1, 0, 5, 1, 0, 0, 1)).ParamName.ShouldBe("HorizonDays");
        Should.Throw<ArgumentOutOfRangeException>(() => new AlmgrenChriss(1, 5, 0, 1, 0, 0, 1)).ParamName.ShouldBe("Intervals");
        Should.Throw<ArgumentOutOfRangeException>(() => new AlmgrenChriss(1, 5, 5, -1, 0, 0, 1)).ParamName.ShouldBe("VolUsd");
        Should.Throw<ArgumentOutOfRangeException>(() => new AlmgrenChriss(1, 5, 5, 1, -1, 0, 1)).ParamName.ShouldBe("HalfSpreadUsd");
        Should.Throw<ArgumentOutOfRangeException>(() => new AlmgrenChriss(1, 5, 5, 1, 0, -1, 1)).ParamName.ShouldBe("PermanentImpact");
        Should.Throw<ArgumentOutOfRangeException>(() => new AlmgrenChriss(1, 5, 5, 1, 0, 2, 1)).ParamName.ShouldBe("TemporaryImpact");
    }

    private static AlmgrenChriss Any(Random random) =>
        new(Math.Exp(10 * random.NextDouble()), 0.1 + 5 * random.NextDouble(), random.Next(1, 30), 3 * random.NextDouble(), random.NextDouble(), 1e-3 * random.NextDouble(), 0.01 + random.NextDouble());

    private static double Objective(AlmgrenChriss schedule, double riskAversion, ImmutableArray<double> holdings) =>
        schedule.ExpectedCostUsd(holdings) + riskAversion * schedule.VarianceUsd2(holdings);
}
