namespace RiskCluster.Contracts.Accounts;

/// <summary>All cash and collateral: <c>PUT .../collateral</c>. The newest wins.</summary>
/// <param name="Epoch">Of the venue's numbering of collateral, at least 1.</param>
/// <param name="Sequence">Of this update, at least 1.</param>
/// <param name="CashUsd">Dollars, negative when owed.</param>
/// <param name="Items">All lines.</param>
public sealed record CollateralUpdate(long Epoch, long Sequence, decimal CashUsd, IReadOnlyList<CollateralEntry> Items);
