namespace RiskCluster.Core.Liquidations;

/// <summary>A fill that was taken, so that its redelivery is recognised.</summary>
/// <param name="TaskId">Of which task.</param>
/// <param name="Quantity">Units, negative when sold.</param>
/// <param name="Price">At what price.</param>
/// <param name="Fraction">The share that a Dutch bidder wanted; null for any other fill.</param>
public sealed record KnownFill(string TaskId, decimal Quantity, decimal Price, decimal? Fraction = null);
