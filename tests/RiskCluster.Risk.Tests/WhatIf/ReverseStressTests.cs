using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.WhatIf;
using static RiskCluster.Risk.Tests.WhatIf.TestPortfolios;

namespace RiskCluster.Risk.Tests.WhatIf;

public sealed class ReverseStressTests
{
    private static readonly StressRange Coarse = new(-0.9, 1, 0.05);

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void Every_breach_lies_on_the_boundary_and_nothing_nearer_breaches() =>
        Check.One(Quick.WithMaxTest(10), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var account = Owned(seed, accounts: 1)[0];
            var figure = CycleFigure(account, Context);
            account = account with { CashUsd = figure.InitialMarginUsd * 1.5 - figure.EquityUsd };
            var stress = ReverseStress.Of(Context, [account], Coarse);
            return !stress.IsBreached && stress.Directions.Length > 0 && stress.Directions.All(direction => IsOnBoundary(account, direction, direction.Down) && IsOnBoundary(account, direction, direction.Up));
        }));

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void A_long_coin_breaches_where_arithmetic_says()
    {
        // Equity = cash + q F(1 + x) - q entry and MM = mm q F(1 + x), since every scenario of a linear perpetual scales with its price.
        const double quantity = 2;
        const double cashUsd = 30_000;
        var account = Account(cashUsd, new Position("BTC_USDC-PERPETUAL", quantity));
        var price = Boundless.Market[0].PerpetualPrice;
        var share = CycleFigure(account.EnteredAt(_ => price), Boundless).MaintenanceMarginUsd / (quantity * price);
        var expected = (quantity * price - cashUsd) / (quantity * price * (1 - share)) - 1;
        var stress = ReverseStress.Of(Boundless, [account]);
        var direction = stress.Directions.ShouldHaveSingleItem();
        direction.Underlyings.ShouldBe(["BTC"]);
        direction.Down!.Move.ShouldBe(expected, 1e-9);
        direction.Up.ShouldBeNull();
        stress.Nearest.ShouldBe(direction.Down);
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void Coins_that_fall_together_breach_sooner_than_each_alone()
    {
        var account = Account(60_000, new Position("BTC_USDC-PERPETUAL", 1), new Position("ETH_USDC-PERPETUAL", 30));
        var stress = ReverseStress.Of(Context, [account]);
        stress.Directions.Select(direction => string.Join('+', direction.Underlyings)).ShouldBe(["BTC", "ETH", "BTC+ETH"]);
        var moves = stress.Directions.Select(direction => direction.Down?.Move ?? -1).ToList();
        moves[2].ShouldBeGreaterThan(Math.Max(moves[0], moves[1]));
        stress.Nearest!.Move.ShouldBe(moves[2]);
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void What_cannot_breach_says_so_and_what_has_says_that()
    {
        var rich = ReverseStress.Of(Context, [Account(1e9, new Position("BTC_USDC-PERPETUAL", 1))]);
        rich.Nearest.ShouldBeNull();
        rich.Range.ShouldBe(StressRange.Default);
        var poor = ReverseStress.Of(Context, [Account(1, new Position("BTC_USDC-PERPETUAL", 1))]);
        poor.IsBreached.ShouldBeTrue();
        poor.Directions.ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => ReverseStress.Of(Context, [], new(-1, 1, 0.01)));
        Should.Throw<ArgumentException>(() => ReverseStress.Of(Context, [], new(-0.5, 1, 0)));
    }

    private static bool IsOnBoundary(AccountPortfolio account, StressDirection direction, BreachPoint? point)
    {
        if (point is null) return true;
        // What was entered at the mark was entered at the mark of before the move.
        var figure = CycleFigure(account, Moved(direction, point.Move));
        var isNearest = Enumerable.Range(1, 4).All(i => CycleFigure(account, Moved(direction, point.Move * i / 5)).MaintenanceExcessUsd >= 0 || Math.Abs(point.Move) < Coarse.StepMove);
        return Math.Abs(figure.MaintenanceExcessUsd) <= ReverseStress.ToleranceUsd && figure.EquityUsd == point.EquityUsd && isNearest;
    }

    private static Risk.Engine.MarginContext Moved(StressDirection direction, double move) => Context with
    {
        Market = [.. Context.Market.Select(market => direction.Underlyings.Contains(market.Underlying) ? new MarketShift(market.Underlying, move, 0).Apply(market) : market)],
    };
}
