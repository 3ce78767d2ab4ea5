using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Cli.Data;

/// <summary>The rules between the figures of a quote, whatever file it came from. Most broken ones mean a wrong unit.</summary>
internal static class ChainRules
{
    /// <summary>A higher volatility than 1,000 % is a percentage that should have been a decimal.</summary>
    public const double HighestVol = 10;

    /// <summary>Mark against the worth of its own volatility, for each coin that the option can be worth: mark and forward are seen at different instants.</summary>
    private const double MarkTolerance = 0.03;

    /// <summary>Sellers may ask for more than an option can pay, but not for that many times as much.</summary>
    private const double HighestAsk = 10;

    private const string Unit = "prices are in coin, not in USD";

    /// <summary>The first rule that a quote breaks; null when it breaks none.</summary>
    /// <param name="quote">Prices in coin, each already positive or absent.</param>
    /// <param name="forwardUsd">About the forward behind the mark.</param>
    /// <param name="years">To expiry.</param>
    public static (QuoteField Field, string Rule)? BrokenBy(in OptionQuote quote, double forwardUsd, double years)
    {
        if (quote.MarkVolAnnual > HighestVol)
            return (QuoteField.MarkVol, FormattableString.Invariant($"{quote.MarkVolAnnual} is over {HighestVol}; volatility is a decimal, 0.543 and not 54.3"));
        var worth = Black76.Price(quote.Type, forwardUsd, quote.Strike, quote.MarkVolAnnual, years) / forwardUsd;
        var most = quote.Type == OptionType.Call ? 1 : quote.Strike / forwardUsd;
        if (Math.Abs(worth - quote.MarkCoin) > MarkTolerance * Math.Max(most, 1))
            return (QuoteField.Mark, FormattableString.Invariant($"{quote.MarkCoin} is not the {worth:F6} coin that a volatility of {quote.MarkVolAnnual} is worth; {Unit}"));
        if (quote.BidCoin > (1 + MarkTolerance) * most)
            return (QuoteField.Bid, FormattableString.Invariant($"{quote.BidCoin} is more than the option can ever pay, {most:G6} coin; {Unit}"));
        if (quote.AskCoin > HighestAsk * Math.Max(most, 1))
            return (QuoteField.Ask, FormattableString.Invariant($"{quote.AskCoin} is far more than the option can ever pay, {most:G6} coin; {Unit}"));
        if (quote.BidCoin > quote.AskCoin)
            return (QuoteField.Ask, FormattableString.Invariant($"{quote.AskCoin} is below the bid of {quote.BidCoin}"));
        return null;
    }
}
