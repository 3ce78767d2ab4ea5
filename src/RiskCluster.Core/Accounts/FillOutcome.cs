namespace RiskCluster.Core.Accounts;

/// <summary>What a fill left behind.</summary>
/// <param name="Size">Of the position; 0 when closed.</param>
/// <param name="AveragePrice">Of the position; null when closed or never known.</param>
/// <param name="PaidUsd">Into cash: realised profit, or what an option or spot cost (negative) or brought.</param>
/// <param name="CashUsd">Cash now.</param>
/// <param name="Coin">The coin in which an inverse contract paid; null when it paid USD.</param>
/// <param name="PaidCoin">Into that coin's balance at the venue.</param>
/// <param name="CoinQuantity">That balance now.</param>
/// <param name="Reservation">What is left of the order's reservation; null when none is.</param>
public sealed record FillOutcome(
    decimal Size,
    decimal? AveragePrice,
    decimal PaidUsd,
    decimal CashUsd,
    string? Coin,
    decimal PaidCoin,
    decimal CoinQuantity,
    Reservation? Reservation);
