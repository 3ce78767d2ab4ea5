using RiskCluster.Core.Margins;
using RiskCluster.Core.Markets;

namespace RiskCluster.Core.Tests.Markets;

/// <summary>What has happened to others: with its guard the market survives, and with the guard's number opened up it does not.</summary>
[Trait("Rule", "MKT-1")]
public sealed class MarketIncidentTests
{
    private static readonly MarketRules Open = MarketRules.Default with
    {
        MinSources = 1,
        WantedSources = 3,
        MaxDeviation = 10,
        MaxSpike = 1000,
        MaxMove = 1000,
        BreakerMove = 1000,
        HoldMove = 1000,
        HoldSpread = 20,
    };

    /// <summary>Compound DAI 2020 and Binance USDe 2025-10-10: one venue's price marked everybody's collateral.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_venue_that_prices_a_stable_coin_at_65_cents_marks_nobody(bool guarded)
    {
        var lab = guarded ? new MarketLab(null, "binance", "x", "y", "z") : new MarketLab(Open, "binance");
        lab.All(1);
        lab.Now += 1000;
        lab.Observe("binance", 0.65m);
        (lab.Market.CollateralPrice == 1).ShouldBe(guarded);
    }

    /// <summary>KiloEx 2025: somebody else than the oracle called the function that sets the price.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_price_that_only_claims_to_come_from_a_source_marks_nobody(bool guarded)
    {
        var lab = new MarketLab(Open, "oracle");
        if (guarded) lab.Accepted(new MarketDataCommand.RegisterSource("oracle", "key-oracle", 1, "ops", MarketLab.PublicKey));
        lab.All(100);
        lab.Now += 1000;
        lab.Do(lab.Seen("oracle", 10_000) with { Signature = "forged" });
        (lab.Market.IndexPrice == 100).ShouldBe(guarded);
    }

    /// <summary>The same when two of five venues fall: the rest still agree, but nobody is liquidated while they differ so much.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void When_many_venues_differ_nobody_is_liquidated(bool guarded)
    {
        var lab = new MarketLab(guarded ? null : Open with { MinSources = 3 }, "v", "w", "x", "y", "z");
        lab.All(1);
        lab.Now += 1000;
        foreach (var source in new[] { "v", "w" }) lab.Observe(source, 0.8m);
        (lab.State.Hold == LiquidationHold.Disagreement).ShouldBe(guarded);
        (lab.State.Hold == LiquidationHold.None).ShouldBe(!guarded);
    }

    /// <summary>Venus LUNA 2022: the feed stood at its floor of 0.107 while the coin went to nothing.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_feed_that_is_stuck_at_its_floor_is_no_price(bool guarded)
    {
        var lab = new MarketLab(MarketRules.Default with { LowestPrice = guarded ? 0.107m : 0.000001m });
        lab.All(0.11m);
        for (var second = 0; second < 30; second++)
        {
            lab.Now += 1000;
            foreach (var source in new[] { "a", "b", "c", "d" }) lab.Observe(source, 0.107m);
        }

        lab.Do(new MarketDataCommand.Review());
        (lab.State.Status == FigureStatus.Stale).ShouldBe(guarded);
        (lab.State.Status == FigureStatus.Ok && lab.Market.IndexPrice == 0.107m).ShouldBe(!guarded);
    }

    /// <summary>Mango 2022: a thin coin was pumped tenfold within minutes on all the exchanges of the median, and borrowed against.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_pump_on_every_exchange_is_worth_little_as_collateral(bool guarded)
    {
        var lab = new MarketLab(guarded ? null : Open with { MinSources = 3, TwapWindowMs = 60_000 });
        lab.Run(1800, _ => 0.04m);
        // The sources tell the truth: the price is traded there.
        for (var second = 1; second <= 120; second++) lab.Run(1, _ => 0.04m + 0.36m * second / 120);
        var worth = lab.Market.CollateralPrice;
        if (guarded) worth.ShouldBeLessThan(0.05m);
        else worth.ShouldBeGreaterThan(0.2m);
        (lab.State.Hold != LiquidationHold.None || lab.State.Status == FigureStatus.Halted).ShouldBe(guarded);
    }

    /// <summary>Deribit 2019-10-31: the exclusion of outliers itself was at fault, and the index fell to a price that nobody traded at.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_bad_quote_among_good_ones_excludes_itself_and_nobody_else(bool guarded)
    {
        var lab = new MarketLab(guarded ? null : Open with { MinSources = 1 }, "a", "b", "c", "d", "e");
        decimal[] prices = [9150, 9160, 9155, 9148, 7720];
        for (var i = 0; i < 5; i++) lab.Observe("abcde"[i].ToString(), prices[i]);
        var excluded = lab.Market.Sources.Where(view => view.Standing == SourceStanding.Deviating).Select(view => view.Source);
        excluded.ShouldBe(guarded ? ["e"] : []);
        var (expected, counted) = NaiveAggregator.Of(
            Enumerable.Range(0, 5).Select(i => ("abcde"[i].ToString(), prices[i], 1m, 0L)), lab.State.Rules.MaxAgeMs, lab.State.Rules.MaxDeviation, lab.State.Rules.MinSources);
        (lab.Market.IndexPrice, counted.Length).ShouldBe((expected!.Value, guarded ? 4 : 5));
        lab.Market.IndexPrice.ShouldBe(guarded ? 9152.5m : 9150);
    }
}
