using System.Text.Json.Serialization;

namespace RiskCluster.Cli.Input;

/// <summary>The shape of a market file; FORMATS.md tells what each member means.</summary>
internal sealed record MarketDocument(
    string Format,
    long AsOfMs,
    IReadOnlyList<UnderlyingEntry> Underlyings,
    double StablePrice = 1,
    IReadOnlyList<AssetEntry>? Collateral = null);

/// <summary>One coin of a market file.</summary>
internal sealed record UnderlyingEntry(
    string Underlying,
    double IndexPrice,
    IReadOnlyList<ExpiryEntry> Expiries,
    double? PerpetualPrice = null,
    [property: JsonPropertyName("funding_rate_8h")] double FundingRate8h = 0,
    double IndexConfidence = 1,
    double PerpetualConfidence = 1,
    IReadOnlyList<StrikeVolEntry>? PerpetualOptionVols = null,
    LiquidityEntry? Liquidity = null);

/// <summary>What a market file tells of the liquidity of a coin.</summary>
internal sealed record LiquidityEntry(
    DepthEntry? Depth = null,
    double? VolDaily = null,
    double? VolumeCoinPerDay = null,
    double? OpenInterestCoin = null,
    double VolRegime = 1,
    double CongestionFactor = 1);

/// <summary>An order book of a market file: level by level, by distance, or in a CSV file beside it.</summary>
internal sealed record DepthEntry(
    IReadOnlyList<LevelEntry>? Bids = null,
    IReadOnlyList<LevelEntry>? Asks = null,
    double? BestBid = null,
    double? BestAsk = null,
    IReadOnlyList<BandEntry>? BidBands = null,
    IReadOnlyList<BandEntry>? AskBands = null,
    string? BookFile = null,
    double? ContractUsd = null,
    string? BandsFile = null);

/// <summary>A price level of an order book.</summary>
internal sealed record LevelEntry(double Price, double Quantity);

/// <summary>What a side of an order book holds up to a distance from the mid.</summary>
internal sealed record BandEntry(double Distance, double Usd);

/// <summary>One expiry of a market file.</summary>
internal sealed record ExpiryEntry(
    string Expiry,
    double Forward,
    double Rate = 0,
    SviEntry? Svi = null,
    double? SecondsToExpiry = null,
    double? FixedForward = null,
    double ForwardConfidence = 1,
    double RateConfidence = 1,
    double VolConfidence = 1,
    IReadOnlyList<StrikeVolEntry>? Vols = null);

/// <summary>A slice of a market file.</summary>
internal sealed record SviEntry(double A, double B, double Rho, double M, double Sigma, double? TauYears = null, double? Forward = null);

/// <summary>The volatility of one strike of a market file.</summary>
internal sealed record StrikeVolEntry(double Strike, double Vol);

/// <summary>A collateral price of a market file.</summary>
internal sealed record AssetEntry(string Asset, double Price, double Confidence = 1, double? Twap = null, double PriceAgeHours = 0);
