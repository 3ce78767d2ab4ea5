using System.Text.Json.Serialization;

namespace RiskCluster.Cli.Data;

/// <summary>One underlying of a <see cref="ChainDocument"/>.</summary>
internal sealed record ChainUnderlyingDocument(
    [property: JsonPropertyName("underlying")] string Underlying,
    [property: JsonPropertyName("index_price_usd")] double IndexPriceUsd,
    [property: JsonPropertyName("perpetual_mark_usd")] double? PerpetualMarkUsd,
    [property: JsonPropertyName("expiries")] IReadOnlyList<ChainExpiryDocument> Expiries);
