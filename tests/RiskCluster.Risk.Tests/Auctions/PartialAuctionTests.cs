using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Auctions;

namespace RiskCluster.Risk.Tests.Auctions;

/// <summary>The partial auction against worked figures of Derive's v2-core, and its properties.</summary>
[Trait("Rule", "SYS-2")]
public sealed class PartialAuctionTests
{
    private const double Buffer = 0.2;

    [Fact]
    public void Everything_that_may_be_sold_at_the_start()
    {
        var quote = PartialAuction.Quote(new(119.306330, null, -103.090619, 0), Buffer, DiscountCurve.TwoStages, 0);
        quote.State.ShouldBe(AuctionState.Solvent);
        quote.MaximalFraction.ShouldBe(0.557941, 1e-6);
        quote.BidUsd.ShouldBe(65.234609, 1e-6);
        quote.After.MarkValueUsd.ShouldBe(117.975012, 1e-6);
        quote.After.MaintenanceExcessUsd.ShouldBe(19.662502, 1e-6);
        quote.AfterBufferExcessUsd.ShouldBe(0, 1e-9);
        quote.After.ReservedCashUsd.ShouldBe(quote.BidUsd);
    }

    [Fact]
    public void A_share_after_half_a_minute()
    {
        var quote = PartialAuction.Quote(new(119.308719, null, -103.087868, 0), Buffer, DiscountCurve.TwoStages, 30, 0.15);
        quote.MaximalFraction.ShouldBe(0.571862, 1e-6);
        quote.BidUsd.ShouldBe(16.571981, 1e-6);
        quote.Fraction.ShouldBe(0.15);
    }

    [Theory]
    [InlineData(0, 0.98)]
    [InlineData(50, 0.89)]
    [InlineData(100, 0.8)]
    [InlineData(7250, 0.4)]
    [InlineData(14_400, 0)]
    [InlineData(20_000, 0)]
    public void The_price_falls_fast_then_slowly(double seconds, double share) => DiscountCurve.TwoStages.At(seconds).ShouldBe(share, 1e-12);

    [Fact]
    public void The_maximal_fraction_lands_on_the_buffer_margin() => Check(accounts => accounts, (account, seconds) =>
    {
        var quote = PartialAuction.Quote(account, Buffer, DiscountCurve.TwoStages, seconds);
        return quote.MaximalFraction is > 0 and <= 1
            && (quote.MaximalFraction == 1 || Math.Abs(quote.AfterBufferExcessUsd) <= 1e-9 * (1 + account.MarkValueUsd - account.MaintenanceExcessUsd));
    });

    [Fact]
    public void Two_bids_at_one_price_come_to_one_of_both() => Check(accounts => accounts, (account, seconds) =>
    {
        var all = PartialAuction.Quote(account, Buffer, DiscountCurve.TwoStages, seconds);
        var first = PartialAuction.Quote(account, Buffer, DiscountCurve.TwoStages, seconds, all.MaximalFraction * 0.3);
        var second = PartialAuction.Quote(first.After, Buffer, DiscountCurve.TwoStages, seconds);
        var scale = 1 + Math.Abs(account.MarkValueUsd) + Math.Abs(account.MaintenanceExcessUsd);
        return Math.Abs(first.BidUsd + second.BidUsd - all.BidUsd) <= 1e-8 * scale
            && Math.Abs(1 - (1 - first.Fraction) * (1 - second.Fraction) - all.Fraction) <= 1e-8
            && Math.Abs(second.After.MaintenanceExcessUsd - all.After.MaintenanceExcessUsd) <= 1e-8 * scale;
    });

    [Fact]
    public void Reserved_cash_is_not_sold() => Check(account => account with { ReservedCashUsd = 0.3 * account.MarkValueUsd }, (account, seconds) =>
    {
        var quote = PartialAuction.Quote(account, Buffer, DiscountCurve.TwoStages, seconds, 1e-3);
        return Math.Abs(quote.BidUsd - 0.7 * account.MarkValueUsd * quote.DiscountShare * quote.Fraction) <= 1e-9 * account.MarkValueUsd;
    });

    [Fact]
    public void Nothing_is_for_sale_on_the_buffer_margin_or_without_value()
    {
        var recovered = PartialAuction.Quote(new(100, 50, 40, 0), Buffer, DiscountCurve.TwoStages, 0);
        recovered.State.ShouldBe(AuctionState.Recovered);
        recovered.Fraction.ShouldBe(0);
        recovered.After.MarkValueUsd.ShouldBe(100);
        var insolvent = PartialAuction.Quote(new(-5, null, -80, 0), Buffer, DiscountCurve.TwoStages, 0);
        insolvent.State.ShouldBe(AuctionState.Insolvent);
        insolvent.BidUsd.ShouldBe(0);
    }

    [Theory]
    [InlineData(double.NaN, -1, 0, 0.2, 0, "mark value")]
    [InlineData(1, double.NegativeInfinity, 0, 0.2, 0, "maintenance margin")]
    [InlineData(1, 2, 0, 0.2, 0, "must not exceed the mark value")]
    [InlineData(1, -1, -1, 0.2, 0, "reserved cash")]
    [InlineData(1, -1, 0, -0.1, 0, "buffer share")]
    [InlineData(1, -1, 0, 0.2, -1, "elapsed time")]
    public void A_value_out_of_range_is_named(double value, double maintenance, double reserved, double buffer, double seconds, string named) =>
        Should.Throw<ArgumentException>(() => PartialAuction.Quote(new(value, null, maintenance, reserved), buffer, DiscountCurve.TwoStages, seconds)).Message.ShouldContain(named);

    [Fact]
    public void A_curve_that_rises_or_turns_back_is_refused()
    {
        Should.Throw<ArgumentException>(() => new DiscountCurve([new(0, 0.5), new(10, 0.6)])).Message.ShouldContain("never rise");
        Should.Throw<ArgumentException>(() => new DiscountCurve([new(0, 0.5), new(0, 0.4)])).Message.ShouldContain("times rise");
        Should.Throw<ArgumentException>(() => new DiscountCurve([new(1, 0.5)])).Message.ShouldContain("0 seconds");
        Should.Throw<ArgumentException>(() => new DiscountCurve([new(0, 1.5)])).Message.ShouldContain("[0, 1]");
    }

    [Theory]
    [InlineData(0, 0, 1.0)]
    [InlineData(0.01, 0, 1.111111)]
    [InlineData(0.01, 0.01, 1.25)]
    public void A_single_leg_ends_the_shortage(double liquidationFee, double insuranceFee, double units)
    {
        var leg = new SingleLegUnwind(10, 0.1, liquidationFee, insuranceFee, 100);
        leg.Units()!.Value.ShouldBe(units, 1e-6);
        (leg.Units()!.Value * leg.FreedPerUnitUsd).ShouldBe(10, 1e-12);
    }

    [Fact]
    public void Fees_above_the_ratio_free_nothing() => new SingleLegUnwind(10, 0.1, 0.06, 0.04, 100).Units().ShouldBeNull();

    // Accounts below their buffer margin that are worth something, at any moment of the first three hours.
    private static void Check(Func<AuctionAccount, AuctionAccount> change, Func<AuctionAccount, double, bool> holds) =>
        Prop.ForAll(
            (from value in Gen.Choose(1, 1_000_000)
             from shortage in Gen.Choose(1, 5_000_000)
             from seconds in Gen.Choose(0, 10_800)
             select (Account: change(new(value, null, -shortage, 0)), Seconds: (double)seconds)).ToArbitrary(),
            item => holds(item.Account, item.Seconds)).QuickCheckThrowOnFailure();
}
