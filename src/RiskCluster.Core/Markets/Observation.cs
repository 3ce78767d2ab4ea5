using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Markets;

/// <summary>What one source says of one underlying at one instant (MODEL MKT-1).</summary>
/// <param name="IndexPrice">USD per coin.</param>
/// <param name="Confidence">How sure the source is, within [0, 1].</param>
/// <param name="PerpetualPrice">Mark of the perpetual, USD per coin; null when the source has none.</param>
/// <param name="FundingRate">What a long perpetual pays a short one over eight hours, as a fraction of notional; null when the source has none.</param>
/// <param name="Depth">Best prices and depth; null when the source has none.</param>
/// <param name="Expiries">By rising expiry; empty when the source has none.</param>
public sealed record Observation(
    decimal IndexPrice,
    decimal Confidence,
    decimal? PerpetualPrice = null,
    [property: JsonPropertyName("funding_8h")] decimal? FundingRate = null,
    DepthSummary? Depth = null,
    ImmutableArray<ObservedExpiry> Expiries = default)
{
    /// <summary>By rising expiry; empty when the source has none.</summary>
    public ImmutableArray<ObservedExpiry> Expiries { get; init; } = Expiries.IsDefault ? [] : Expiries;
}
