namespace RiskCluster.Contracts.Accounts;

/// <summary>May an order be taken: <c>POST .../{a}:check-order</c>.</summary>
/// <param name="OrderId">The venue's name of it.</param>
/// <param name="Instrument">A listed name.</param>
/// <param name="Size">Units, negative to sell.</param>
/// <param name="Price">Of the order.</param>
/// <param name="Reserve">Whether its margin is kept for it; without, the answer promises nothing afterwards.</param>
/// <param name="LifetimeMs">How long its margin is kept.</param>
/// <param name="DeadlineMs">After so long the answer is no; 5 to 5,000.</param>
public sealed record OrderCheck(string OrderId, string Instrument, decimal Size, decimal Price, bool Reserve = true, long LifetimeMs = 30_000, int DeadlineMs = 250);
