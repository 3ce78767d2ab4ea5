using RiskCluster.Contracts.Margins;

namespace RiskCluster.Contracts.Accounts;

/// <summary>What became of a fill. It is durable.</summary>
/// <param name="Sequence">Of the fill.</param>
/// <param name="Duplicate">True when it had come before.</param>
/// <param name="Position">What the account holds of the instrument now; size 0 when nothing.</param>
/// <param name="CashUsd">Its cash now.</param>
/// <param name="Margin">The account's margin with it; left out while none can be computed.</param>
public sealed record FillApplied(long Sequence, bool Duplicate, PositionEntry Position, decimal CashUsd, MarginSummary? Margin);
