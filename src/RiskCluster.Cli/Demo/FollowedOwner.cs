using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Cli.Demo;

/// <summary>The owner that the demo follows: long calls on venue A, a short perpetual on venue B, short puts on venue C, sized so that the deltas cancel.</summary>
internal static class FollowedOwner
{
    /// <summary>Its name.</summary>
    public const string Name = "polaris";

    private const double OptionCoins = 300;
    private const double ShortestDays = 30;

    /// <summary>The three accounts, without cash.</summary>
    public static IEnumerable<AccountPortfolio> Build(OptionChain chain, MarketSnapshot market)
    {
        var expiry = chain.Expiries.First(item => chain.AsOf.YearsUntil(item.Expiry) * 365 > ShortestDays);
        var forward = market.Find(expiry.Expiry)!.Forward;
        var call = Nearest(expiry, OptionType.Call, forward * 1.05);
        var put = Nearest(expiry, OptionType.Put, forward * 0.95);
        var years = market.AsOf.YearsUntil(expiry.Expiry);
        var deltaCoins = OptionCoins * (Delta(call) - Delta(put));
        var shortUsd = Math.Round(deltaCoins * market.PerpetualPrice / 10) * 10;
        yield return Account(DemoBook.Venues[0], InstrumentOf(call), OptionCoins);
        yield return Account(DemoBook.Venues[1], $"{chain.Underlying}-PERPETUAL", -shortUsd);
        yield return Account(DemoBook.Venues[2], InstrumentOf(put), -OptionCoins);

        double Delta(OptionQuote quote) => Black76.Greeks(quote.Type, forward, quote.Strike, quote.MarkVolAnnual, years).Delta;
        string InstrumentOf(OptionQuote quote) => InstrumentName.FormatOption(chain.Underlying, expiry.Expiry, quote.Strike, quote.Type);
    }

    private static AccountPortfolio Account(string venue, string instrument, double size) => new(venue, Name, Name, 0, [new(instrument, size)]);

    private static OptionQuote Nearest(ChainExpiry expiry, OptionType type, double strike) =>
        expiry.Quotes.Where(quote => quote.Type == type).MinBy(quote => Math.Abs(quote.Strike - strike));
}
