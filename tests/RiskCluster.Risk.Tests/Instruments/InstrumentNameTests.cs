using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Tests.Instruments;

public sealed class InstrumentNameTests
{
    [Theory]
    [InlineData("BTC-27MAR26-100000-C", "BTC", InstrumentKind.Option, Settlement.Inverse, 100_000)]
    [InlineData("ETH-6FEB26-1900-P", "ETH", InstrumentKind.Option, Settlement.Inverse, 1900)]
    [InlineData("SOL_USDC-27MAR26-112d5-P", "SOL", InstrumentKind.Option, Settlement.Linear, 112.5)]
    [InlineData("ETH-PERPETUAL", "ETH", InstrumentKind.Perpetual, Settlement.Inverse, 0)]
    [InlineData("BTC_USDC-PERPETUAL", "BTC", InstrumentKind.Perpetual, Settlement.Linear, 0)]
    [InlineData("BTC-27MAR26", "BTC", InstrumentKind.Future, Settlement.Inverse, 0)]
    [InlineData("BTC_USDC", "BTC", InstrumentKind.Spot, Settlement.Linear, 0)]
    [Trait("Rule", "INS-1")]
    public void Usual_names_are_read(string name, string underlying, InstrumentKind kind, Settlement settlement, double strike)
    {
        var instrument = InstrumentName.Parse(name);
        instrument.Name.ShouldBe(name);
        instrument.Underlying.ShouldBe(underlying);
        instrument.Kind.ShouldBe(kind);
        instrument.Settlement.ShouldBe(settlement);
        instrument.Strike.ShouldBe(strike);
        instrument.IsSizedInUsd.ShouldBe(settlement == Settlement.Inverse && kind is (InstrumentKind.Future or InstrumentKind.Perpetual));
    }

    [Fact]
    [Trait("Rule", "INS-1")]
    public void Expiry_is_at_eight_utc_and_the_type_is_the_last_letter()
    {
        var put = InstrumentName.Parse("BTC-6FEB26-60000-P");
        put.Expiry.ToString().ShouldBe("2026-02-06T08:00:00Z");
        put.OptionType.ShouldBe(OptionType.Put);
        InstrumentName.FormatExpiry(put.Expiry).ShouldBe("6FEB26");
        InstrumentName.Parse("BTC-PERPETUAL").Expiry.ShouldBe(Instrument.NoExpiry);
    }

    [Theory]
    [InlineData("BTC-27MAR26-100000-C")]
    [InlineData("SOL_USDC-6FEB26-112d5-P")]
    [InlineData("XRP_USDC-27MAR26-0d525-C")]
    [Trait("Rule", "INS-1")]
    public void An_option_is_named_as_it_is_read(string name)
    {
        var option = InstrumentName.Parse(name);
        InstrumentName.FormatOption(name.Split('-')[0], option.Expiry, option.Strike, option.OptionType).ShouldBe(name);
    }

    [Theory]
    [InlineData("", "neither a coin")]
    [InlineData("BTC", "a coin alone")]
    [InlineData("btc-PERPETUAL", "neither a coin")]
    [InlineData("BTC_EUR", "quote currency 'EUR'")]
    [InlineData("BTC-PERP", "expiry 'PERP'")]
    [InlineData("BTC-31FEB26", "no calendar day")]
    [InlineData("BTC-27XXX26", "no calendar day")]
    [InlineData("BTC-27MAR26-100000", "four parts")]
    [InlineData("BTC-27MAR26-100000-X", "neither C nor P")]
    [InlineData("BTC-27MAR26-0-C", "not a positive number")]
    [InlineData("BTC-27MAR26-1e5-C", "not a positive number")]
    [InlineData("BTC-27MAR26--5-C", "four parts")]
    [InlineData("BTC-27MAR26-100000-C-1", "four parts")]
    [Trait("Rule", "INS-1")]
    public void Anything_else_is_refused_with_the_rule(string name, string rule)
    {
        var problem = Should.Throw<FormatException>(() => InstrumentName.Parse(name));
        problem.Message.ShouldContain($"'{name}'");
        problem.Message.ShouldContain(rule);
    }
}
