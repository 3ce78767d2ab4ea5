using RiskCluster.Core.Markets;
using RiskCluster.Risk.Market;

namespace RiskCluster.Core.Tests.Markets;

/// <summary>Smiles: whole slices of one source, never an arbitrage, never in silence.</summary>
public sealed class MarketSmileTests
{
    private static readonly SmileSlice Butterfly = new(0.001m, 0.9m, -0.9m, 0, 0.05m, MarketLab.Smile(0.6m, MarketLab.Month, MarketLab.Start).TauYears);

    [Fact]
    [Trait("Rule", "MKT-2")]
    public void The_smile_of_an_expiry_is_the_whole_slice_of_the_source_in_the_middle()
    {
        var lab = new MarketLab();
        decimal[] vols = [0.55m, 0.62m, 0.58m, 0.9m];
        for (var i = 0; i < 4; i++) lab.Observe("abcd"[i].ToString(), 100, Expiry(vols[i]));
        var expiry = lab.Market.Find(MarketLab.Month)!;
        (expiry.SmileSource, expiry.Smile).ShouldBe(("c", MarketLab.Smile(0.58m, MarketLab.Month, MarketLab.Start)), "the lower of the two in the middle");
        var snapshot = lab.Market.ToSnapshot();
        snapshot.Surface.Vol(100, 100, new(MarketLab.Month)).ShouldBe(0.58, 1e-9);
        (snapshot.Version, snapshot.AsOf.Milliseconds, snapshot.IndexPrice, snapshot.Confidence).ShouldBe((lab.Market.Version, MarketLab.Start, 100.0, 1.0));
    }

    [Fact]
    [Trait("Rule", "MKT-3")]
    public void A_slice_with_an_arbitrage_is_repaired_or_replaced_and_always_reported()
    {
        var lab = new MarketLab();
        lab.Observe("a", 100, Expiry(0.6m));
        lab.Now += 1000;
        SliceArbitrage.Butterfly(Butterfly.ToRisk().Svi, -0.5, 0.5).IsArbitrage.ShouldBeTrue("the case is one");
        var heard = lab.Observe("a", 100, new ObservedExpiry(MarketLab.Month, 100, Butterfly)).Events.OfType<MarketDataEvent.ObservationAccepted>().Single();
        var report = heard.Slices.ShouldHaveSingleItem();
        report.Status.ShouldBeOneOf(SliceStatus.Repaired, SliceStatus.Kept);
        report.Detail.ShouldContain("arbitrage");
        IsClean(heard.Quote.Find(MarketLab.Month)!.Smile!).ShouldBeTrue();
    }

    [Fact]
    [Trait("Rule", "MKT-3")]
    public void What_no_repair_mends_keeps_the_last_good_slice_for_a_while_only()
    {
        var lab = new MarketLab();
        foreach (var source in new[] { "a", "b", "c", "d" }) lab.Observe(source, 100, Expiry(0.6m));
        var nonsense = Butterfly with { B = -1 };
        lab.Now += 1000;
        foreach (var source in new[] { "a", "b", "c", "d" }) lab.Observe(source, 100, new ObservedExpiry(MarketLab.Month, 100, nonsense));
        lab.State.Find("a")!.Quote!.Find(MarketLab.Month)!.SmileAtMs.ShouldBe(MarketLab.Start);
        lab.Market.ToSnapshot().Surface.Vol(100, 100, new(MarketLab.Month)).ShouldBe(0.6, 1e-9);
        lab.Accepted(new MarketDataCommand.SetRules(lab.State.Rules with { MaxKeptMs = 2_000 }, "governance"));
        lab.Now += 5000;
        foreach (var source in new[] { "a", "b", "c", "d" }) lab.Observe(source, 100, new ObservedExpiry(MarketLab.Month, 100, nonsense));
        lab.Market.Find(MarketLab.Month)!.Smile.ShouldBeNull();
        lab.Market.Slices.ShouldHaveSingleItem().Status.ShouldBe(SliceStatus.Refused);
        lab.State.Status.ShouldBe(Core.Margins.FigureStatus.Degraded);
    }

    [Fact]
    [Trait("Rule", "MKT-3")]
    public void Slices_of_different_sources_never_make_a_calendar_arbitrage_together()
    {
        var lab = new MarketLab();
        // Near and far are each free of arbitrage alone; the near one has more total variance than the far one.
        foreach (var source in new[] { "a", "b", "c" }) lab.Observe(source, 100, Expiry(1.4m));
        foreach (var source in new[] { "a", "b", "c" }) lab.Observe(source, 100, Expiry(1.4m), Expiry(0.6m, MarketLab.Quarter));
        foreach (var expiry in lab.Market.Expiries.Where(expiry => expiry.Smile is not null)) IsClean(expiry.Smile!).ShouldBeTrue();
        var slices = lab.Market.Expiries.Select(expiry => expiry.Smile).OfType<SmileSlice>().Select(slice => slice.ToRisk().Svi).ToList();
        for (var i = 1; i < slices.Count; i++) SliceArbitrage.Calendar(slices[i - 1], slices[i]).IsArbitrage.ShouldBeFalse();
        lab.Events.OfType<MarketDataEvent.ObservationAccepted>().Last().Slices.ShouldContain(report => report.Detail.Contains("calendar"));
    }

    [Fact]
    [Trait("Rule", "MKT-2")]
    public void Vol_quotes_are_fitted()
    {
        var lab = new MarketLab();
        var truth = MarketLab.Smile(0.6m, MarketLab.Month, MarketLab.Start).ToRisk();
        VolQuote[] quotes = [.. Enumerable.Range(0, 13).Select(i => 70m + 5 * i).Select(strike => new VolQuote(strike, (decimal)truth.Vol(Math.Log((double)strike / 100))))];
        foreach (var source in new[] { "a", "b", "c" }) lab.Observe(source, 100, new ObservedExpiry(MarketLab.Month, 100, VolQuotes: [.. quotes]));
        var surface = lab.Market.ToSnapshot().Surface;
        foreach (var quote in quotes) surface.Vol((double)quote.Strike, 100, new(MarketLab.Month)).ShouldBe((double)quote.Vol, 0.002);
    }

    [Fact]
    [Trait("Rule", "MKT-4")]
    public void An_expiry_that_one_source_alone_lists_is_none_and_one_that_falls_silent_is_kept_for_a_while()
    {
        var lab = new MarketLab();
        lab.All(100);
        lab.Observe("a", 100, new ObservedExpiry(MarketLab.Month, 130));
        lab.Market.Expiries.ShouldBeEmpty();
        foreach (var source in new[] { "b", "c", "d" }) lab.Observe(source, 100, new ObservedExpiry(MarketLab.Month, 102));
        lab.Market.Find(MarketLab.Month)!.Forward.ShouldBe(102, "the median, whatever one of them says");
        lab.Now += 1000;
        lab.All(101);
        lab.Market.Find(MarketLab.Month)!.Forward.ShouldBe(103.02m, "the last one, moved with the index");
        lab.State.Status.ShouldBe(Core.Margins.FigureStatus.Degraded);
    }

    private static ObservedExpiry Expiry(decimal vol, long expiryMs = MarketLab.Month) => new(expiryMs, 100, MarketLab.Smile(vol, expiryMs, MarketLab.Start));

    private static bool IsClean(SmileSlice slice)
    {
        var svi = slice.ToRisk().Svi;
        return svi.IsInDomain && !SliceArbitrage.Butterfly(svi, -svi.WingLimit, svi.WingLimit).IsArbitrage;
    }
}
