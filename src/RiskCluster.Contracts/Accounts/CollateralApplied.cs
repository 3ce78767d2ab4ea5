using RiskCluster.Contracts.Margins;

namespace RiskCluster.Contracts.Accounts;

/// <summary>What became of an update of cash and collateral. It is durable.</summary>
/// <param name="AppliedSequence">The newest update that the account has.</param>
/// <param name="Duplicate">True when it had come before.</param>
/// <param name="Margin">The account's margin with it; left out while none can be computed.</param>
public sealed record CollateralApplied(long AppliedSequence, bool Duplicate, MarginSummary? Margin);
