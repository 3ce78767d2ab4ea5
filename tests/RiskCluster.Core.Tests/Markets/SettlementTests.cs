using RiskCluster.Core.Markets;

namespace RiskCluster.Core.Tests.Markets;

/// <summary>Time-weighted prices and what expiries settle at.</summary>
[Trait("Rule", "INS-1")]
public sealed class SettlementTests
{
    private const long Expiry = MarketLab.Start + 3_600_000;

    [Fact]
    public void The_average_of_a_window_is_that_of_every_single_millisecond()
    {
        var random = new Random(7);
        var track = PriceTrack.Start(0, 100, 5_000);
        var naive = new List<decimal?>();
        var (price, live, now) = (100m, 5_000L, 0L);
        for (var step = 0; step < 400; step++)
        {
            // Whole readings: the counters are exact at the readings, which come every 30 seconds.
            var length = 30_000;
            for (var ms = 0; ms < length; ms += 1000) naive.Add(now + ms < live ? price : null);
            now += length;
            price = random.Next(90, 110);
            live = now + random.Next(0, 60) * 1000;
            track = track.Advance(now, price, live, keepMs: 1_800_000);
            var from = Math.Max(now - 1_800_000, 0);
            var window = naive.Skip((int)(from / 1000)).ToList();
            var (average, coverage) = track.Average(from, now);
            coverage.ShouldBe((decimal)window.Count(item => item is not null) / window.Count, 1e-12m);
            if (average is null) window.ShouldAllBe(item => item == null);
            else average.Value.ShouldBe(window.Where(item => item is not null).Average()!.Value, 1e-9m);
        }

        track.Points.Length.ShouldBeLessThan(64, "old readings are dropped");
    }

    /// <summary>Lyra's audit of 2023: a settlement that is computed late must not use a later price.</summary>
    [Fact]
    public void A_settlement_that_comes_an_hour_late_is_the_average_of_its_own_window()
    {
        var lab = Listed();
        for (var step = 0; step < 720; step++) Tick(lab, step < 360 ? 100 : 102);
        lab.Now += 3_600_000;
        lab.Observe("a", 110);
        var settlement = lab.State.Settlement(Expiry)!;
        settlement.Price!.Value.ShouldBe(102, 0.05m);
        settlement.Coverage.ShouldBeGreaterThan(0.99m);
        lab.All(110);
        lab.Market.IndexPrice.ShouldBe(110, "what an engine that takes the price of the moment would have used");
        lab.State.Settlement(Expiry)!.Price.ShouldBe(settlement.Price, "fixed once");
    }

    [Fact]
    public void A_window_without_a_live_price_is_missed_and_an_operator_must_fix_it()
    {
        var lab = Listed();
        for (var step = 0; step < 400; step++) Tick(lab, 100);
        lab.Now = Expiry + 1;
        lab.Accepted(new MarketDataCommand.Review());
        var missed = lab.State.Settlement(Expiry)!;
        (missed.Price, missed.Coverage < 0.5m).ShouldBe((null, true));
        lab.Accepted(new MarketDataCommand.FixSettlement(Expiry, 101, "ops"));
        lab.State.Settlement(Expiry)!.ShouldBe(new SettlementPrice(Expiry, 101, missed.Coverage, "ops"));
        lab.Refusal(new MarketDataCommand.FixSettlement(Expiry, 105, "ops")).ShouldBe("nothing_to_settle");
    }

    private static MarketLab Listed()
    {
        var lab = new MarketLab(MarketRules.Default with { MinSources = 1, WantedSources = 1 }, "a");
        lab.Observe("a", 100, new ObservedExpiry(Expiry, 100));
        return lab;
    }

    private static void Tick(MarketLab lab, decimal price)
    {
        lab.Now += 5_000;
        if (lab.Now < Expiry) lab.Observe("a", price, new ObservedExpiry(Expiry, price));
    }
}
