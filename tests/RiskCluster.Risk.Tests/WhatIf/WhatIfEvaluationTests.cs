using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Tests.Engine;
using RiskCluster.Risk.WhatIf;
using static RiskCluster.Risk.Tests.WhatIf.TestPortfolios;

namespace RiskCluster.Risk.Tests.WhatIf;

public sealed class WhatIfEvaluationTests
{
    private const string Call = "BTC-27FEB26-70000-C";

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void What_if_of_a_trade_is_the_margin_after_the_trade_to_the_last_digit() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var account = Owned(seed, accounts: 1, cashUsd: 100_000)[0];
            var random = new Random(~seed);
            var trade = TestBook.RandomPosition(random);
            var isPaid = InstrumentName.Parse(trade.Instrument).Kind is InstrumentKind.Option or InstrumentKind.Spot;
            var result = WhatIfEvaluation.Of(Context, [account], WhatIfChange.Trade(trade) with { CashChangeUsd = -250 });

            var paidUsd = isPaid ? trade.Quantity * trade.AveragePrice!.Value : 0;
            var after = account with { CashUsd = account.CashUsd + (-250 - paidUsd), Positions = account.Positions.Add(trade) };
            return result.After == CycleFigure(after, Context) && result.Before == CycleFigure(account, Context);
        }));

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void Overrides_are_the_margin_in_the_moved_market_to_the_last_digit()
    {
        var account = Owned(3, accounts: 1)[0];
        MarketShift[] shifts = [new("BTC", -0.07, 0.25), new("ETH", 0.03, -0.1)];
        var moved = Context with { Market = [.. Context.Market.Select(market => shifts.Single(shift => shift.Underlying == market.Underlying).Apply(market))] };
        var result = WhatIfEvaluation.Of(Context, [account], new(true, [], 0, [.. shifts]));
        result.After.ShouldBe(CycleFigure(account, moved));
        result.Before.ShouldBe(CycleFigure(account, Context));
        result.After.InitialMarginUsd.ShouldNotBe(result.Before.InitialMarginUsd);
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void Positions_that_replace_are_all_that_is_held_and_leave_cash_alone()
    {
        var accounts = Owned(4, accounts: 3, cashUsd: 1_000);
        var position = new Position(Call, 2);
        var result = WhatIfEvaluation.Of(Context, accounts, new(false, [position], 500, []));
        result.After.InitialMarginUsd.ShouldBe(InitialUsd(Account(0, position)));
        result.After.EquityUsd.ShouldBe(CycleFigure(Account(3_500, position), Context).EquityUsd, 1e-9);
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    [Trait("Rule", "COL-1")]
    public void What_if_of_collateral_is_the_margin_with_it_to_the_last_digit()
    {
        var context = Context with { Model = RiskModel.Load("riskcluster-1") };
        var accounts = Owned(6, accounts: 2).Select((account, i) => account with { Collateral = i == 0 ? [new("USDC", 5_000, 1)] : [new("USDC", 3_000, 1, null, "base"), new("ETH", 4, 1_900)] }).ToList();
        var change = new WhatIfChange(true, [], 0, [])
        {
            Collateral =
            [
                new(new("USDC", -3_000, 1, null, "base")), new(new("USDC", -6_000, 1, null, "ethereum")), new(new("stETH", 2, 1_890)), new(new("ETH", 1, 1_900)),
                new(new("BTC", 0.5, 65_000), accounts[1].Key),
            ],
        };
        var result = WhatIfEvaluation.Of(context, accounts, change);
        List<AccountPortfolio> after =
        [
            accounts[0] with { Collateral = [new("USDC", -1_000, 1), new("stETH", 2, 1_890)] },
            accounts[1] with { Collateral = [new("ETH", 5, 1_900), new("BTC", 0.5, 65_000)] },
        ];
        using var margin = context.Open(after);
        result.After.ShouldBe(margin.Figure(margin.Compile("after", after)));
        result.After.InitialMarginUsd.ShouldBe(result.Before.InitialMarginUsd);
        result.After.EquityUsd.ShouldBeGreaterThan(result.Before.EquityUsd + 20_000);
        WhatIfEvaluation.Of(context, [], change with { Collateral = [new(new("USDC", 10, 1))] }).After.EquityUsd.ShouldBe(9.9, 1e-12);

        Should.Throw<ArgumentException>(() => WhatIfEvaluation.Of(context, accounts, change with { Collateral = [new(new("BTC", 1, 1), "no/body")] })).Message.ShouldContain("no account no/body");
        Should.Throw<ArgumentException>(() => WhatIfEvaluation.Of(context, accounts, change with { Collateral = [new(new("USDC", 1, 0.9))] })).Message.ShouldContain("USDC has two prices");
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void A_trade_at_the_mark_moves_no_equity()
    {
        var account = Account(50_000, new Position("BTC-PERPETUAL", -30_000, 64_000));
        foreach (var name in new[] { Call, "ETH_USDC-27FEB26-1900-P", "BTC_USDC", "BTC-27FEB26", "ETH_USDC-PERPETUAL" })
        {
            var result = WhatIfEvaluation.Of(Context, [account], WhatIfChange.Trade(new Position(name, 3)));
            result.After.EquityUsd.ShouldBe(result.Before.EquityUsd, 1e-9 * 65_000, name);
        }
    }

    [Theory]
    [InlineData(1e7, 5.0, 0, true, WhatIfReason.InitialMarginCovered)]
    [InlineData(1_000, -5.0, 0, true, WhatIfReason.RiskReducing)]
    [InlineData(1_000, 5.0, 0, false, WhatIfReason.InitialMarginNotCovered, WhatIfReason.InitialMarginRises, WhatIfReason.ExcessFalls)]
    [InlineData(1_000, 0.0, -100, false, WhatIfReason.InitialMarginNotCovered, WhatIfReason.ExcessFalls)]
    [InlineData(1_000, 0.0, 100, true, WhatIfReason.RiskReducing)]
    [Trait("Rule", "MRG-11")]
    public void A_trade_is_allowed_when_covered_or_risk_reducing(double cashUsd, double coins, double cashChangeUsd, bool isValid, params WhatIfReason[] reasons)
    {
        var account = Account(cashUsd, new Position("BTC_USDC-PERPETUAL", 10));
        var result = WhatIfEvaluation.Of(Context, [account], WhatIfChange.Trade(new Position("BTC_USDC-PERPETUAL", coins)) with { CashChangeUsd = cashChangeUsd });
        result.IsValidTrade.ShouldBe(isValid);
        result.Reasons.ShouldBe(reasons);
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void A_risk_reducing_trade_that_drains_the_account_is_refused()
    {
        var account = Account(1_000, new Position("BTC_USDC-PERPETUAL", 10, 65_000));
        var result = WhatIfEvaluation.Of(Context, [account], WhatIfChange.Trade(new Position("BTC_USDC-PERPETUAL", -0.5, 30_000)));
        result.After.InitialMarginUsd.ShouldBeLessThan(result.Before.InitialMarginUsd);
        result.IsValidTrade.ShouldBeFalse("selling at less than half the mark gives more away than it frees");
        result.Reasons.ShouldContain(WhatIfReason.ExcessFalls);
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void A_trade_is_judged_within_the_market_of_the_change()
    {
        var account = Account(1_000, new Position("BTC_USDC-PERPETUAL", -10, 65_000));
        var change = new WhatIfChange(true, [new("BTC_USDC-PERPETUAL", 1)], 0, [new("BTC", 0.2, 0)]);
        var result = WhatIfEvaluation.Of(Context, [account], change);
        result.After.InitialMarginUsd.ShouldBeGreaterThan(result.Before.InitialMarginUsd, "the market rose by a fifth");
        result.Reasons.ShouldBe([WhatIfReason.RiskReducing], "but the trade itself lowers the margin there");
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void Every_component_is_told_before_and_after()
    {
        var result = WhatIfEvaluation.Of(Context, Owned(5, accounts: 2), WhatIfChange.Trade(new Position(Call, -4)));
        result.Components.Select(item => item.Name).ShouldBe([
            "stress_loss", "value_at_risk", "expected_shortfall", "scan", "liquidation_buffer", "basis", "roll", "naked_short", "perpetual", "oracle_confidence",
            "half_spread", "depth_walk", "market_impact", "vega_spread", "concentration", "initial_margin", "maintenance_margin", "equity",
        ]);
        var initial = result.Components.Single(item => item.Name == "initial_margin");
        initial.ChangeUsd.ShouldBe(result.After.InitialMarginUsd - result.Before.InitialMarginUsd);
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void An_empty_portfolio_is_a_calculator()
    {
        var result = WhatIfEvaluation.Of(Context, [], new(false, [new(Call, -1)], 0, []));
        result.Before.InitialMarginUsd.ShouldBe(0);
        result.After.InitialMarginUsd.ShouldBe(InitialUsd(Account(0, new Position(Call, -1))));
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void What_the_market_cannot_price_is_refused_by_name()
    {
        foreach (var name in new[] { "SOL-PERPETUAL", "SOL_USDC", "BTC-1JAN26", "BTC-1JAN26-65000-C" })
            Should.Throw<UnpricedInstrumentException>(() => WhatIfEvaluation.Of(Context, [], WhatIfChange.Trade(new Position(name, 1)))).Instrument.ShouldBe(name);
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void Shifts_are_checked()
    {
        Should.Throw<ArgumentException>(() => WhatIfEvaluation.Of(Context, [], new(true, [], 0, [new("BTC", 0.1, 0), new("BTC", 0.1, 0)])));
        Should.Throw<ArgumentException>(() => WhatIfEvaluation.Of(Context, [], new(true, [], 0, [new("SOL", 0.1, 0)])));
        Should.Throw<ArgumentException>(() => WhatIfEvaluation.Of(Context, [], new(true, [], 0, [new("BTC", -1, 0)])));
    }
}
