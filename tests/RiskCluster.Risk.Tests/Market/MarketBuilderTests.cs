using RiskCluster.Risk.Market;
using static RiskCluster.Risk.Tests.Market.SyntheticChain;

namespace RiskCluster.Risk.Tests.Market;

public sealed class MarketBuilderTests
{
    private static readonly RawSvi Near = new(0.010, 0.06, -0.3, 0.01, 0.10);
    private static readonly RawSvi Far = new(0.030, 0.12, -0.2, 0.02, 0.25);

    [Fact]
    [Trait("Rule", "MKT-1")]
    public void A_chain_becomes_a_snapshot_with_its_slices_and_forwards()
    {
        var chain = Of(Quoted(30, 70_500, Near), Quoted(90, 71_500, Far));
        var build = MarketBuilder.Build(chain, version: 7);
        build.Count(SliceStatus.Fitted).ShouldBe(2);
        var snapshot = build.Snapshot;
        (snapshot.Underlying, snapshot.AsOf, snapshot.Version, snapshot.IndexPrice).ShouldBe(("BTC", AsOf, 7L, 70_000.0));
        snapshot.Expiries.Select(item => item.Forward).ShouldBe([70_500, 71_500], 1e-6);
        snapshot.Surface.Vol(75_000, 71_500, Expiry(90)).ShouldBe(new VolSlice(Far, 90 / 365.0).Vol(Math.Log(75_000.0 / 71_500)), 1e-4);
        SurfaceErrors.Of([(chain, snapshot)]).MedianVol.ShouldBeLessThan(1e-4);
    }

    [Fact]
    [Trait("Rule", "MKT-4")]
    public void The_perpetual_is_at_its_mark_or_else_at_the_index_and_funding_is_carried_over()
    {
        var chain = Of(Quoted(30, 70_500, Near));
        var first = MarketBuilder.Build(chain, 1).Snapshot;
        (first.PerpetualPrice, first.FundingRate8h).ShouldBe((70_000.0, 0.0));
        var funded = first with { FundingRate8h = 0.0003 };
        var second = MarketBuilder.Build(chain with { PerpetualMarkUsd = 70_010 }, 2, funded).Snapshot;
        (second.PerpetualPrice, second.FundingRate8h).ShouldBe((70_010.0, 0.0003));
    }

    [Fact]
    [Trait("Rule", "MKT-3")]
    public void An_expiry_that_cannot_be_fitted_keeps_its_last_good_smile_at_its_own_vols()
    {
        var good = Of(Quoted(30, 70_500, Near), Quoted(90, 71_500, Far));
        var previous = MarketBuilder.Build(good, 1).Snapshot;
        var sparse = good.Expiries[0] with { Quotes = good.Expiries[0].Quotes[..6] };
        var later = good with { AsOf = new(AsOf.Milliseconds + 3_600_000), Expiries = [sparse, good.Expiries[1]] };

        var refused = MarketBuilder.Build(later, 2);
        refused.Fits[0].Status.ShouldBe(SliceStatus.Refused);
        refused.Fits[0].Refusal.ShouldNotBeEmpty();
        refused.Snapshot.Expiries[0].Smile.ShouldBeNull();
        refused.Snapshot.Surface.Vol(70_000, 70_500, Expiry(30)).ShouldBePositive();

        var kept = MarketBuilder.Build(later, 2, previous);
        kept.Fits[0].Status.ShouldBe(SliceStatus.Kept);
        kept.Snapshot.Expiries[0].Smile!.TauYears.ShouldBe(later.AsOf.YearsUntil(Expiry(30)));
        kept.Snapshot.Expiries[0].Smile!.Vol(0.05).ShouldBe(previous.Expiries[0].Smile!.Vol(0.05), 1e-12);
    }

    [Fact]
    [Trait("Rule", "MKT-3")]
    public void A_kept_smile_that_has_become_an_arbitrage_is_not_used()
    {
        var good = Of(Quoted(30, 70_500, Far), Quoted(90, 71_500, Far with { A = 0.04 }));
        var previous = MarketBuilder.Build(good, 1).Snapshot;
        var sparse = good.Expiries[0] with { Quotes = good.Expiries[0].Quotes[..6] };
        var calm = Of(sparse, Quoted(90, 71_500, Near));
        var build = MarketBuilder.Build(calm, 2, previous);
        build.Fits[0].Status.ShouldBe(SliceStatus.Refused);
        build.Snapshot.Expiries[0].Smile.ShouldBeNull();
    }

    [Fact]
    [Trait("Rule", "MKT-3")]
    public void Slices_that_cross_come_out_nested()
    {
        var crossing = new RawSvi(0.03, 0.14, -0.3, 0.01, 0.20);
        var build = MarketBuilder.Build(Of(Quoted(30, 70_500, crossing), Quoted(40, 71_500, Far)), 1);
        build.Fits[0].CalendarBefore.IsArbitrage.ShouldBeTrue();
        build.Fits[0].Status.ShouldBe(SliceStatus.Repaired);
        var (near, far) = (build.Snapshot.Expiries[0].Smile!.Svi, build.Snapshot.Expiries[1].Smile!.Svi);
        for (var k = -3.0; k < 3; k += 1e-3) near.TotalVariance(k).ShouldBeLessThanOrEqualTo(far.TotalVariance(k) + 1e-9);
    }
}
