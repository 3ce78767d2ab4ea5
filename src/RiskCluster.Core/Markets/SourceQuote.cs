using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Markets;

/// <summary>The newest accepted observation of a source, its smiles resolved.</summary>
/// <param name="PublishTimeMs">By the source's clock, unix milliseconds.</param>
/// <param name="IndexPrice">USD per coin.</param>
/// <param name="Confidence">Within [0, 1].</param>
/// <param name="PerpetualPrice">USD per coin; null when the source has none.</param>
/// <param name="FundingRate">Over eight hours; null when the source has none.</param>
/// <param name="Depth">Best prices and depth; null when the source has none.</param>
/// <param name="Expiries">By rising expiry.</param>
public sealed record SourceQuote(
    long PublishTimeMs,
    decimal IndexPrice,
    decimal Confidence,
    decimal? PerpetualPrice,
    [property: JsonPropertyName("funding_8h")] decimal? FundingRate,
    DepthSummary? Depth,
    ImmutableArray<SourceExpiry> Expiries)
{
    /// <summary>The word on an expiry; null when there is none.</summary>
    public SourceExpiry? Find(long expiryMs) => Expiries.FirstOrDefault(item => item.ExpiryMs == expiryMs);
}
