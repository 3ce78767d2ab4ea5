namespace RiskCluster.Contracts.Markets;

/// <summary>What a source observes: <c>POST /v1/market-data/{u}/observations</c>.</summary>
/// <param name="Sequence">Of the source, rising; gaps are allowed.</param>
/// <param name="PublishTime">By the source's clock, unix milliseconds.</param>
/// <param name="Price">Index, USD per coin.</param>
/// <param name="Conf">How sure the source is, 0 to 1.</param>
/// <param name="PerpetualPrice">Mark of the perpetual, USD per coin.</param>
/// <param name="Funding8h">What a long perpetual pays a short one over eight hours, a fraction of notional.</param>
/// <param name="Forwards">By rising expiry, each with a smile as a slice, as quotes, or none.</param>
/// <param name="Depth">Best prices and depth.</param>
/// <param name="Signature">ES256 over the observation's canonical form, base64url; left out where the request's own signature is enough.</param>
public sealed record ObservationReport(
    long Sequence,
    long PublishTime,
    decimal Price,
    decimal Conf = 1,
    decimal? PerpetualPrice = null,
    [property: System.Text.Json.Serialization.JsonPropertyName("funding_8h")] decimal? Funding8h = null,
    IReadOnlyList<ForwardReport>? Forwards = null,
    DepthReport? Depth = null,
    string? Signature = null);
