using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Tests.Engine;

/// <summary>What netting promises for any book.</summary>
public sealed class NettingPropertyTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(60);

    [Fact]
    [Trait("Rule", "MRG-1")]
    [Trait("Rule", "MRG-4")]
    public void The_netted_requirement_never_exceeds_the_sum() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var accounts = Owned(seed, accounts: 3);
            using var fixture = new CycleFixture(accounts);
            var alone = Enumerable.Range(0, 3).Select(fixture.Cycle.Figure).ToList();
            var netted = fixture.Cycle.Figure(fixture.Book.Find("owner"));
            return NeverRises(figure => figure.InitialMarginUsd)
                && NeverRises(figure => figure.MaintenanceMarginUsd)
                && NeverRises(figure => figure.Contingencies.BasisUsd)
                && NeverRises(figure => figure.Contingencies.RollUsd)
                && NeverRises(figure => figure.Contingencies.NakedShortUsd)
                && NeverRises(figure => figure.Contingencies.PerpetualUsd)
                && NeverRises(figure => figure.Contingencies.ConfidenceUsd);

            bool NeverRises(Func<MarginFigure, double> part) => part(netted) >= 0 && part(netted) <= alone.Sum(part) + 1e-9 * (1 + alone.Sum(part));
        }));

    [Fact]
    [Trait("Rule", "MRG-1")]
    public void A_hedge_that_is_the_negative_of_the_positions_leaves_nothing() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var account = Owned(seed, accounts: 1)[0];
            var hedge = account with { Account = "hedge", Positions = [.. account.Positions.Reverse().Select(position => position with { Quantity = -position.Quantity })] };
            using var fixture = new CycleFixture([account, hedge]);
            var figure = fixture.Cycle.Figure(fixture.Book.Find("owner"));
            var gross = TestBook.GrossUsd(TestBook.Lots([account]), TestBook.Markets());
            return figure.InitialMarginUsd <= 1e-12 * gross && Math.Abs(figure.EquityUsd) <= 1e-9 * (1 + gross);
        }));

    [Fact]
    [Trait("Rule", "MRG-2")]
    [Trait("Rule", "MRG-6")]
    public void Doubling_a_portfolio_doubles_its_requirement() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var account = Owned(seed, accounts: 1)[0];
            var doubled = account with { Account = "2", Owner = "twice", Positions = [.. account.Positions.Select(position => position with { Quantity = 2 * position.Quantity })] };
            using var fixture = new CycleFixture([account, doubled]);
            var one = fixture.Cycle.Figure(0).InitialMarginUsd;
            return Math.Abs(fixture.Cycle.Figure(1).InitialMarginUsd - 2 * one) <= 1e-12 * (1 + one);
        }));

    private static List<AccountPortfolio> Owned(int seed, int accounts)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, accounts).Select(i => new AccountPortfolio($"v{i}", "a", "owner", 0, [.. Enumerable.Range(0, 1 + random.Next(10)).Select(_ => TestBook.RandomPosition(random))]))];
    }
}
