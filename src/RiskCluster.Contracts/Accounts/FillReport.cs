namespace RiskCluster.Contracts.Accounts;

/// <summary>Something was traded: <c>POST .../fills</c>. A fill is a fact and is never refused for want of margin.</summary>
/// <param name="Sequence">Of the venue's fills of this account, at least 1: one that has come changes nothing, whatever the order.</param>
/// <param name="Instrument">What.</param>
/// <param name="Size">Units, negative when sold; the difference, not the new size.</param>
/// <param name="Price">USD a coin; coin a coin for inverse options.</param>
/// <param name="OrderId">The order whose reservation it uses up; left out when there is none.</param>
public sealed record FillReport(long Sequence, string Instrument, decimal Size, decimal Price, string? OrderId = null);
