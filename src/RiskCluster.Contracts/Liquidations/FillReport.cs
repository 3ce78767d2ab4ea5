namespace RiskCluster.Contracts.Liquidations;

/// <summary>A keeper has traded: <c>POST /v1/liquidations/{id}:fill</c>.</summary>
/// <param name="FillId">The venue's name of it: the same again changes nothing.</param>
/// <param name="FencingToken">Of the claim.</param>
/// <param name="Quantity">Units, negative when sold.</param>
/// <param name="Price">Of the trade.</param>
public sealed record FillReport(string FillId, long FencingToken, decimal Quantity, decimal Price);
