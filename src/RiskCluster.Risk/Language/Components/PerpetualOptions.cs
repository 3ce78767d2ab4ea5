using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>Options that never expire and pay their time value as funding (INS-2): Paradex perpetual options.</summary>
/// <remarks>
/// Their rate is that of the perpetual future's funding, 3 * 365 times the rate of eight hours. Where a model asks for their time to expiry, as shocks of volatility do,
/// they answer with the funding period, which is the mean life of the dated options they stand for.
/// </remarks>
/// <param name="FundingDays">Days in which the whole time value is paid once.</param>
internal sealed record PerpetualOptions(double FundingDays)
{
    private const double PeriodsPerYear = 3 * 365;

    public static PerpetualOptions Read(RiskModelNode node) => new(node.Number("funding_days", new(0, 365, IncludesLow: false, IncludesHigh: true)));

    /// <summary>The book page of a coin's perpetual options: spot is their forward.</summary>
    /// <exception cref="ModelInputException">Funding is so negative that they have no price.</exception>
    public ExpiryQuote Quote(UnderlyingQuote coin)
    {
        var quote = new ExpiryQuote(
            Instrument.NoExpiry,
            FundingDays * 86_400,
            coin.Spot.PriceUsd,
            RateAnnual: coin.FundingRate8h * PeriodsPerYear,
            Smile: coin.PerpetualSmile);
        return 1 + quote.RateAnnual * quote.MaturityYears > 0
            ? quote
            : throw new ModelInputException(coin.Underlying, "the funding rate is so negative that perpetual options have no price");
    }

    /// <summary>Funding that a position pays over some hours, USD; negative when it receives.</summary>
    public double FundingUsd(Leg option, double spotUsd, double hours)
    {
        var instrument = option.Position.Instrument;
        var intrinsic = Math.Max(instrument.OptionType == OptionType.Call ? spotUsd - instrument.Strike : instrument.Strike - spotUsd, 0);
        return (option.MarkValue - option.Coins * intrinsic) * hours / (24 * FundingDays);
    }
}
