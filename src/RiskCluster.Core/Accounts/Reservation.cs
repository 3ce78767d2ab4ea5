namespace RiskCluster.Core.Accounts;

/// <summary>Margin that an open order has taken, so that no second order spends it.</summary>
/// <param name="Instrument">Of the order.</param>
/// <param name="Size">What is left of the order, units, negative to sell; never 0.</param>
/// <param name="Price">Of the order.</param>
/// <param name="InitialMarginUsd">Taken for what is left; at least 0.</param>
/// <param name="ExpiresAtMs">Unix milliseconds.</param>
public sealed record Reservation(string Instrument, decimal Size, decimal Price, decimal InitialMarginUsd, long ExpiresAtMs);
