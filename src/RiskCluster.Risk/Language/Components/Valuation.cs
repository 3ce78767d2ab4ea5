using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Risk.Language.Components;

/// <summary>How positions are worth something: Black-76, in USD or in the coin, discounted or not; perpetual options by their own formula (INS-2).</summary>
/// <param name="IsInCoin">Figures count in the coin of an inverse contract: value = USD value / shocked price.</param>
/// <param name="IsDiscounted">True: by exp(-max(rate, 0) T); false: not at all.</param>
internal sealed record Valuation(bool IsInCoin, bool IsDiscounted)
{
    public static readonly Valuation Undiscounted = new(IsInCoin: false, IsDiscounted: false);

    public static Valuation Read(RiskModelNode node) => new(
        node.Choice("numeraire", ("usd", false), ("coin", true)),
        node.Choice("discounting", ("none", false), ("rate", true)));

    public double Discount(ExpiryQuote quote) => IsDiscounted ? Math.Exp(-Math.Max(quote.RateAnnual, 0) * quote.MaturityYears) : 1;

    /// <summary>Value of an option position when spot is multiplied with <paramref name="spotRatio"/> and the volatility is <paramref name="volAnnual"/>.</summary>
    public double OptionValue(ExpiryBook book, Leg option, double spotRatio, double volAnnual)
    {
        var instrument = option.Position.Instrument;
        var forwardUsd = book.ForwardUsd(spotRatio);
        var priceUsd = instrument.Expiry == Instrument.NoExpiry
            ? PerpetualOption.Price(instrument.OptionType, forwardUsd, instrument.Strike, volAnnual, book.Quote.RateAnnual, book.Quote.MaturityYears)
            : book.Discount * Black76.Price(instrument.OptionType, forwardUsd, instrument.Strike, volAnnual, book.Quote.MaturityYears);
        return option.Coins * (IsInCoin ? priceUsd / forwardUsd : priceUsd);
    }

    /// <summary>P&amp;L of a future or perpetual when that part of its price which moves at all is multiplied with <paramref name="spotRatio"/>.</summary>
    public double LinearPnl(Leg leg, double movingPriceUsd, double spotRatio) =>
        IsInCoin ? leg.Coins * (spotRatio - 1) / spotRatio : leg.Coins * (spotRatio - 1) * movingPriceUsd;

    /// <summary>Profit since entry and funding owed, of a future or perpetual.</summary>
    public double UnrealisedProfit(Leg leg)
    {
        var entryUsd = leg.Position.AveragePriceUsd ?? leg.MarkPriceUsd;
        // An inverse position is a fixed amount of dollars, so its coins were others at entry than they are now.
        var isInverse = leg.Position.Instrument.IsSizedInUsd;
        var profitUsd = (isInverse ? leg.Coins * leg.MarkPriceUsd / entryUsd : leg.Coins) * (leg.MarkPriceUsd - entryUsd);
        return InUnit(profitUsd + leg.Position.UnrealisedFundingUsd, leg.MarkPriceUsd);
    }

    /// <summary>Dollars in the model's unit, at the index of the market's only coin.</summary>
    /// <exception cref="ModelInputException">The model counts in coin and the market has several.</exception>
    public double FromUsd(double usd, MarginCase margin)
    {
        if (!IsInCoin) return usd;
        if (margin.Market.Underlyings.Count != 1) throw new ModelInputException(margin.Portfolio.Key, "a model that counts in coin margins one underlying at a time");
        return InUnit(usd, margin.Market.Underlyings.Values.First().Spot.PriceUsd);
    }

    private double InUnit(double usd, double priceUsd) => IsInCoin ? usd / priceUsd : usd;
}
