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
    IReadOnlyList<StrikeVolEntry>? PerpetualOptionVols = null);

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
internal sealed record AssetEntry(string Asset, double Price, double Confidence = 1);
