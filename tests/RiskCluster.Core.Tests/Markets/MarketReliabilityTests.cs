using RiskCluster.Core.Margins;
using RiskCluster.Core.Markets;

namespace RiskCluster.Core.Tests.Markets;

/// <summary>Faults of feeds and clocks: what is refused, what is held, and what fails closed.</summary>
[Trait("Rule", "MKT-1")]
public sealed class MarketReliabilityTests
{
    [Fact]
    public void Below_the_wanted_sources_a_market_is_degraded_and_less_sure_and_below_the_quorum_it_is_stale()
    {
        var lab = new MarketLab();
        lab.All(100);
        (lab.State.Status, lab.Market.Confidence, lab.State.Hold).ShouldBe((FigureStatus.Ok, 1, LiquidationHold.None));
        lab.Now += 11_000;
        lab.All(100, "a", "b", "c");
        (lab.State.Status, lab.Market.Confidence).ShouldBe((FigureStatus.Degraded, 0.75m));
        lab.Now += 10_001;
        lab.Accepted(new MarketDataCommand.Review()).ShouldHaveSingleItem().ShouldBeOfType<MarketDataEvent.StatusChanged>();
        (lab.State.Status, lab.State.Hold).ShouldBe((FigureStatus.Stale, LiquidationHold.Stale));
        lab.Market.IndexPrice.ShouldBe(100, "the last good market stays to be shown with its age");
        lab.All(101, "a", "b");
        lab.State.Status.ShouldBe(FigureStatus.Stale);
        lab.All(101, "c");
        (lab.State.Status, lab.Market.IndexPrice).ShouldBe((FigureStatus.Degraded, 101));
    }

    [Fact]
    public void A_market_is_as_old_as_its_quorum()
    {
        var lab = new MarketLab();
        lab.All(100);
        lab.Now += 4_000;
        lab.All(100, "a", "b");
        lab.Market.AsOfMs.ShouldBe(MarketLab.Start, "two of three are newer, the quorum is not");
        lab.All(100, "c");
        lab.Market.AsOfMs.ShouldBe(MarketLab.Start + 4_000);
    }

    [Fact]
    public void A_source_that_deviates_does_not_count_and_is_suspended_when_it_goes_on()
    {
        var lab = new MarketLab();
        lab.All(100);
        for (var strike = 1; strike <= 10; strike++)
        {
            lab.Observe("d", 105).Problem.ShouldBeNull();
            lab.Market.IndexPrice.ShouldBe(100);
            lab.State.Find("d")!.Strikes.ShouldBe(strike);
        }

        lab.State.Find("d")!.IsSuspended.ShouldBeTrue();
        lab.Refusal(lab.Seen("d", 100)).ShouldBe("source_suspended");
        lab.Accepted(new MarketDataCommand.ReinstateSource("d", "ops"));
        lab.Observe("d", 100).Problem.ShouldBeNull();
        (lab.State.Find("d")!.Strikes, lab.State.Status).ShouldBe((0, FigureStatus.Ok));
    }

    [Fact]
    public void Two_sources_that_disagree_are_no_price_and_neither_is_accused()
    {
        var lab = new MarketLab(MarketRules.Default with { MinSources = 2, WantedSources = 2 }, "a", "b");
        lab.All(100);
        lab.Observe("b", 110);
        lab.State.Status.ShouldBe(FigureStatus.Stale);
        lab.State.Sources.Sum(source => source.Strikes).ShouldBe(0);
    }

    [Fact]
    public void A_frozen_feed_does_not_count_once_the_others_have_moved()
    {
        var lab = new MarketLab();
        lab.All(100);
        lab.Run(90, second => 100 + second * 0.01m, "a", "b", "c");
        for (var second = 0; second < 5; second++) lab.Observe("d", 100);
        lab.Market.Sources.Single(view => view.Source == "d").Standing.ShouldBe(SourceStanding.Frozen);
        lab.Observe("d", 100.9m);
        lab.Market.Sources.Single(view => view.Source == "d").Standing.ShouldBe(SourceStanding.Included);
    }

    [Fact]
    public void A_majority_that_lies_at_once_trips_the_breaker_and_only_an_operator_opens_the_market_again()
    {
        var lab = new MarketLab();
        lab.Run(60, _ => 100);
        lab.Accepted(new MarketDataCommand.SetRules(lab.State.Rules with { MaxSpike = 1000, MaxDeviation = 0.05m }, "governance"));
        foreach (var source in new[] { "a", "b", "c" }) lab.Observe(source, 60);
        (lab.State.Status, lab.State.Hold).ShouldBe((FigureStatus.Halted, LiquidationHold.Halted));
        lab.Market.IndexPrice.ShouldBe(100, "the lie was never published");
        lab.All(60);
        lab.State.Status.ShouldBe(FigureStatus.Halted);

        lab.Accepted(new MarketDataCommand.Resume("ops", AcceptPrice: false));
        lab.All(60);
        lab.State.Status.ShouldBe(FigureStatus.Halted, "nobody has accepted the price");
        lab.Accepted(new MarketDataCommand.Resume("ops", AcceptPrice: true));
        lab.State.Status.ShouldBe(FigureStatus.Stale);
        lab.All(60);
        (lab.State.Status, lab.Market.IndexPrice).ShouldBe((FigureStatus.Ok, 60));
    }

    [Theory]
    [InlineData(0.005, 2, true)]
    [InlineData(0.0001, 60, false)]
    public void A_majority_that_lies_slowly_liquidates_nobody_and_a_faster_one_halts(double perSecond, int secondsToHold, bool halts)
    {
        var lab = new MarketLab(MarketRules.Default with { MaxMove = 0.002m, MaxMovePerSecond = 0.002m, HoldMove = 0.003m, BreakerMove = 0.1m, MaxSpike = 1000 });
        lab.Run(120, _ => 100);
        var price = 100m;
        var harmUsd = 0m;
        for (var second = 1; second <= 3600 && lab.State.Status != FigureStatus.Halted; second++)
        {
            price *= 1 - (decimal)perSecond;
            lab.Run(1, _ => decimal.Round(price, 6));
            if (second >= secondsToHold) lab.State.Hold.ShouldNotBe(LiquidationHold.None);
            if (lab.State.Hold == LiquidationHold.None) harmUsd = Math.Max(harmUsd, 100 - lab.Market.IndexPrice);
        }

        harmUsd.ShouldBeLessThan(0.7m, "while liquidation was open, the price was within reach of the truth");
        (lab.State.Status == FigureStatus.Halted).ShouldBe(halts);
    }

    [Fact]
    public void The_consensus_moves_no_faster_than_its_limit()
    {
        var lab = new MarketLab();
        lab.All(100);
        lab.Accepted(new MarketDataCommand.SetRules(lab.State.Rules with { MaxDeviation = 0.2m }, "governance"));
        lab.All(110);
        (lab.Market.IndexPrice, lab.State.Hold).ShouldBe((106.120800m, LiquidationHold.RateLimited), "two percent for each consensus of one instant, once a majority says so");
        lab.Now += 1000;
        lab.All(110);
        (lab.Market.IndexPrice, lab.State.Hold).ShouldBe((110, LiquidationHold.None));
    }

    [Fact]
    public void Forwards_and_the_perpetual_follow_the_index_at_its_speed()
    {
        var lab = new MarketLab();
        foreach (var source in new[] { "a", "b", "c", "d" }) lab.Observe(source, 100, new ObservedExpiry(MarketLab.Month, 102));
        lab.Accepted(new MarketDataCommand.SetRules(lab.State.Rules with { MaxDeviation = 0.2m }, "governance"));
        foreach (var source in new[] { "a", "b", "c", "d" }) lab.Observe(source, 120, new ObservedExpiry(MarketLab.Month, 122.4m));
        lab.State.Hold.ShouldBe(LiquidationHold.RateLimited);
        (lab.Market.Find(MarketLab.Month)!.Forward / lab.Market.IndexPrice).ShouldBe(1.02m, 1e-9m);
        lab.Market.PerpetualPrice.ShouldBe(lab.Market.IndexPrice);
    }

    [Fact]
    public void A_clock_that_steps_back_forgets_every_age_and_recovers_with_new_observations()
    {
        var lab = new MarketLab();
        lab.All(100);
        lab.Now -= 1_500;
        lab.Accepted(new MarketDataCommand.Review()).ShouldBeEmpty("a small step is ridden out");
        lab.Now -= 3_600_000;
        lab.Accepted(new MarketDataCommand.Review()).Length.ShouldBe(2);
        (lab.State.Status, lab.State.Sources.Count(source => source.Quote is null)).ShouldBe((FigureStatus.Stale, 4));
        lab.All(100);
        lab.State.Status.ShouldBe(FigureStatus.Ok);
    }

    [Fact]
    public void A_clock_that_jumps_ahead_closes_the_market_and_its_return_opens_it_again()
    {
        var lab = new MarketLab();
        lab.All(100);
        lab.Now += 86_400_000;
        lab.Accepted(new MarketDataCommand.Review());
        lab.State.Status.ShouldBe(FigureStatus.Stale);
        lab.Now -= 86_400_000 - 1_000;
        lab.All(100);
        lab.State.Status.ShouldBe(FigureStatus.Ok);
    }

    [Fact]
    public void Time_alone_never_gives_trust_back()
    {
        var lab = new MarketLab();
        lab.All(100);
        lab.Now += 10_500;
        lab.Accepted(new MarketDataCommand.Review());
        lab.State.Status.ShouldBe(FigureStatus.Stale);
        lab.Now -= 1_000;
        lab.Accepted(new MarketDataCommand.Review());
        lab.State.Status.ShouldBe(FigureStatus.Stale);
    }
}
