using System.Text.Json.Serialization;

namespace RiskCluster.Cli.Data;

/// <summary>One expiry of a <see cref="ChainDocument"/>: every column has one cell a quote.</summary>
internal sealed record ChainExpiryDocument(
    [property: JsonPropertyName("expiry_ms")] long ExpiryMs,
    [property: JsonPropertyName("future_mark_usd")] double? FutureMarkUsd,
    [property: JsonPropertyName("strike")] IReadOnlyList<double> Strike,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("bid_coin")] IReadOnlyList<double?> BidCoin,
    [property: JsonPropertyName("ask_coin")] IReadOnlyList<double?> AskCoin,
    [property: JsonPropertyName("mark_coin")] IReadOnlyList<double> MarkCoin,
    [property: JsonPropertyName("mark_vol")] IReadOnlyList<double> MarkVol,
    [property: JsonPropertyName("open_interest_coin")] IReadOnlyList<double> OpenInterestCoin);
