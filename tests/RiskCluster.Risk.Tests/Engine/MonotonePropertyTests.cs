using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Scenarios;
using RiskCluster.Risk.Tests.WhatIf;

namespace RiskCluster.Risk.Tests.Engine;

/// <summary>A larger position, wider shocks or more scenarios never ask for less.</summary>
public sealed class MonotonePropertyTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(40);
    private static readonly string[] Linear = ["BTC-PERPETUAL", "BTC_USDC-PERPETUAL", "BTC-27FEB26", "BTC_USDC-26JUN26", "BTC_USDC", "ETH_USDC-PERPETUAL", "ETH_USDC"];

    [Fact]
    [Trait("Rule", "MRG-2")]
    [Trait("Rule", "MRG-6")]
    public void A_larger_lone_position_never_asks_for_less() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), Gen.Choose(0, 300).ToArbitrary(), (seed, percent) =>
        {
            var position = TestBook.RandomPosition(new(seed));
            var (one, more) = (Figure(TestPortfolios.Context, position), Figure(TestPortfolios.Context, position with { Quantity = position.Quantity * (1 + percent / 100.0) }));
            return more.InitialMarginUsd >= one.InitialMarginUsd * (1 - 1e-12)
                && more.MaintenanceMarginUsd >= one.MaintenanceMarginUsd * (1 - 1e-12)
                && one.MaintenanceMarginUsd <= one.InitialMarginUsd;
        }));

    [Fact]
    [Trait("Rule", "SCN-1")]
    [Trait("Rule", "SCN-2")]
    public void Wider_shocks_never_ask_for_less_of_a_lone_linear_position() =>
        Check.One(Quick, Prop.ForAll(Gen.Choose(0, Linear.Length - 1).ToArbitrary(), Gen.Elements(-1, 1).ToArbitrary(), Gen.Choose(1, 95).ToArbitrary(), (i, sign, percent) =>
        {
            var position = new Position(Linear[i], sign * (Linear[i] is "BTC-PERPETUAL" or "BTC-27FEB26" ? 50_000 : 2), 60_000);
            var (narrow, wide) = (Figure(Moving(percent / 100.0), position), Figure(Moving(Math.Min(0.95, percent / 100.0 * 1.2)), position));
            return wide.InitialMarginUsd >= narrow.InitialMarginUsd * (1 - 1e-12);
        }));

    [Fact]
    [Trait("Rule", "MRG-2")]
    public void More_stress_scenarios_never_ask_for_less() =>
        Check.One(Quick, Prop.ForAll(ArbMap.Default.ArbFor<int>(), Gen.Choose(1, 39).ToArbitrary(), (seed, kept) =>
        {
            var account = TestPortfolios.Owned(seed, accounts: 1)[0];
            var fewer = TestPortfolios.Context with { Scenarios = Without(TestPortfolios.Context.Scenarios, kept) };
            return TestPortfolios.CycleFigure(account, fewer).InitialMarginUsd <= TestPortfolios.CycleFigure(account, TestPortfolios.Context).InitialMarginUsd * (1 + 1e-12);
        }));

    private static MarginFigure Figure(MarginContext context, Position position) => TestPortfolios.CycleFigure(TestPortfolios.Account(0, position), context);

    /// <summary>One move up and one down of every coin, and nothing else.</summary>
    private static MarginContext Moving(double range)
    {
        UnderlyingShocks Shocks(string coin) => new(coin, [1 + range, 1 - range], [0, 0], [0, 0], [1, 1]);
        return TestPortfolios.Context with { Scenarios = new(["up", "down"], [ScenarioKind.Grid, ScenarioKind.Grid], TestPortfolios.Context.Scenarios.Scaling, [Shocks("BTC"), Shocks("ETH")]) };
    }

    /// <summary>The set without its first stress scenarios.</summary>
    private static ScenarioSet Without(ScenarioSet set, int first) => new(
        set.Names[first..],
        set.Kinds[first..],
        set.Scaling,
        [.. set.Shocks.Select(shocks => new UnderlyingShocks(
            shocks.Underlying, [.. shocks.SpotRatio.Skip(first)], [.. shocks.VolShock.Skip(first)], [.. shocks.HorizonYears.Skip(first)], [.. shocks.Dampening.Skip(first)])
        {
            SkewLinear = [.. shocks.SkewLinear.Skip(first)],
            SkewAbs = [.. shocks.SkewAbs.Skip(first)],
            Term = [.. shocks.Term.Skip(first)],
        })],
        set.Skew,
        set.Term);
}
