using System.Text.Json.Serialization;

namespace RiskCluster.Contracts.MarketData;

/// <summary>What one source saw of one underlying: <c>POST /v1/market-data/{u}/observations</c>. The source is the caller.</summary>
/// <param name="Sequence">Of the source, rising; gaps are allowed, the newest counts.</param>
/// <param name="PublishTime">By the source's clock, unix milliseconds.</param>
/// <param name="Price">Index, USD per coin.</param>
/// <param name="Confidence">How sure the source is, 0 to 1.</param>
/// <param name="PerpetualPrice">Mark of the perpetual; left out when the source has none.</param>
/// <param name="Funding8h">What a long perpetual pays a short one over eight hours, a fraction of notional; left out when the source has none.</param>
/// <param name="Depth">Best prices and depth; left out when the source has none.</param>
/// <param name="Expiries">By rising expiry; left out when the source has none.</param>
/// <param name="Signature">ES256 over the observation's canonical form, base64url; where the source is registered with a public key.</param>
public sealed record ObservationReport(
    long Sequence,
    long PublishTime,
    decimal Price,
    decimal Confidence,
    decimal? PerpetualPrice = null,
    [property: JsonPropertyName("funding_8h")] decimal? Funding8h = null,
    DepthEntry? Depth = null,
    IReadOnlyList<ExpiryEntry>? Expiries = null,
    string? Signature = null);
