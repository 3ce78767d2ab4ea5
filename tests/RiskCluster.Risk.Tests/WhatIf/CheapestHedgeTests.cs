using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.WhatIf;
using static RiskCluster.Risk.Tests.WhatIf.TestPortfolios;

namespace RiskCluster.Risk.Tests.WhatIf;

public sealed class CheapestHedgeTests
{
    private static readonly string[] Candidates = ["BTC_USDC-PERPETUAL", "BTC-PERPETUAL", "BTC-27FEB26-60000-P", "BTC-27FEB26-70000-C", "ETH_USDC-PERPETUAL", "ETH-26JUN26-1900-P"];

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void A_hedge_frees_the_amount_and_a_slightly_smaller_one_does_not() =>
        Check.One(Quick.WithMaxTest(12), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var account = Owned(seed, accounts: 1)[0];
            var initialUsd = InitialUsd(account);
            var targetUsd = (0.02 + 0.3 * new Random(seed).NextDouble()) * initialUsd;
            var hedge = CheapestHedge.Of(Context, [account], Candidates, Cost, targetUsd);
            if (hedge.Best is not { } best) return hedge.Most is null || (hedge.Most.FreedUsd < targetUsd && Freed(account, hedge.Most, 1) < targetUsd);
            return Freed(account, best, 1) >= targetUsd - 1e-9 * initialUsd && Freed(account, best, 1 - 1e-6) < targetUsd;
        }));

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void No_size_on_a_grid_frees_the_amount_for_less()
    {
        var account = Owned(11, accounts: 1)[0];
        var targetUsd = 0.15 * InitialUsd(account);
        var best = CheapestHedge.Of(Context, [account], Candidates, Cost, targetUsd).Best.ShouldNotBeNull();
        best.CostUsd.ShouldBe(Math.Abs(best.Quantity) * Cost(InstrumentName.Parse(best.Instrument)), 1e-12 * best.CostUsd);
        foreach (var name in Candidates)
        {
            var largest = 0.999 * best.CostUsd / Cost(InstrumentName.Parse(name));
            for (var i = -20; i <= 20; i++)
                Freed(account, new(name, largest * i / 20, 0, 0), 1).ShouldBeLessThan(targetUsd, $"{largest * i / 20} {name}");
        }
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void A_future_is_hedged_by_selling_the_share_of_it()
    {
        var account = Account(0, new Position("BTC_USDC-PERPETUAL", 10, 65_000));
        var initialUsd = InitialUsd(account, Boundless);
        var hedge = CheapestHedge.Of(Boundless, [account], ["BTC_USDC-PERPETUAL"], Cost, 0.3 * initialUsd);
        hedge.Best!.Quantity.ShouldBe(-3, 1e-9);
        hedge.InitialMarginUsd.ShouldBe(initialUsd);
        hedge.CandidateCount.ShouldBe(1);
        CheapestHedge.Of(Boundless, [account], ["BTC_USDC-PERPETUAL"], Cost, 0.999999 * initialUsd).Best!.Quantity.ShouldBe(-9.99999, 1e-9);
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void The_cheaper_of_two_equal_instruments_is_taken()
    {
        var account = Account(0, new Position("BTC_USDC-PERPETUAL", 10, 65_000));
        var targetUsd = 0.3 * InitialUsd(account);
        foreach (var cheap in new[] { "BTC_USDC-26JUN26", "BTC_USDC-PERPETUAL" })
            CheapestHedge.Of(Context, [account], ["BTC_USDC-PERPETUAL", "BTC_USDC-26JUN26"], instrument => instrument.Name == cheap ? 1 : 5, targetUsd).Best!.Instrument.ShouldBe(cheap);
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void What_no_trade_frees_is_said_with_the_most_that_can_be()
    {
        var account = Account(0, new Position("BTC_USDC-PERPETUAL", 10, 65_000));
        var initialUsd = InitialUsd(account);
        var hedge = CheapestHedge.Of(Context, [account], ["BTC_USDC-PERPETUAL", "SOL-PERPETUAL"], Cost, 1.01 * initialUsd);
        hedge.Best.ShouldBeNull();
        hedge.Most!.FreedUsd.ShouldBe(initialUsd, 1e-6 * initialUsd);
        hedge.CandidateCount.ShouldBe(1, "the market does not know SOL");
        CheapestHedge.Of(Context, [Account(5)], Candidates, Cost, 1).Most.ShouldBeNull("an empty portfolio has nothing to free");
        Should.Throw<ArgumentException>(() => CheapestHedge.Of(Context, [account], Candidates, Cost, 0));
        Should.Throw<ArgumentException>(() => CheapestHedge.Of(Context, [account], Candidates, _ => -1, 1));
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void Candidates_are_what_is_held_perpetuals_and_options_that_the_market_prices()
    {
        var names = HedgeCandidates.Of(Context.Market, [Account(0, new Position("BTC_USDC-27FEB26-60000-P", 1))]);
        names.Distinct().Count().ShouldBe(names.Count);
        foreach (var name in new[] { "BTC_USDC-27FEB26-60000-P", "BTC-PERPETUAL", "BTC_USDC-PERPETUAL", "ETH-PERPETUAL", "BTC_USDC-27FEB26-65000-C", "ETH-26JUN26-1900-P" }) names.ShouldContain(name);
        names.ShouldNotContain("BTC-27FEB26-65000-C", "the account deals in BTC options settled in dollars");
        CheapestHedge.Of(Context, [Account(0)], names, Cost, 1).CandidateCount.ShouldBe(names.Count);
    }

    private static double Cost(Instrument instrument) => 0.0005 * (instrument.IsSizedInUsd ? 1 : instrument.Underlying == "BTC" ? 65_000 : 1_900);

    private static double Freed(AccountPortfolio account, HedgeTrade trade, double share) =>
        InitialUsd(account) - InitialUsd(account with { Positions = account.Positions.Add(new(trade.Instrument, share * trade.Quantity, 1_000)) });
}
