using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Language;

/// <summary>The market of one coin.</summary>
/// <param name="Underlying">The coin.</param>
/// <param name="Spot">The index.</param>
/// <param name="Perpetual">Mark price of the perpetual; 0 where there is none.</param>
/// <param name="FundingRate8h">What a long perpetual pays a short one over eight hours, as a fraction of notional.</param>
/// <param name="Expiries">Any order, without duplicates.</param>
/// <param name="PerpetualSmile">Volatilities of perpetual options; null where none is held.</param>
public sealed record UnderlyingQuote(
    string Underlying, AssetQuote Spot, AssetQuote Perpetual, double FundingRate8h, ImmutableArray<ExpiryQuote> Expiries, SmileQuote? PerpetualSmile = null)
{
    /// <summary>The market of an expiry.</summary>
    /// <exception cref="ModelInputException">There is none.</exception>
    public ExpiryQuote Find(UnixTime expiry) =>
        Expiries.FirstOrDefault(quote => quote.Expiry == expiry)
        ?? throw new ModelInputException($"{Underlying}-{InstrumentName.FormatExpiry(expiry)}", "the market has no such expiry");
}
