using RiskCluster.Risk.Margin;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>What another model would do to an owner.</summary>
/// <param name="Owner">Who.</param>
/// <param name="InitialBeforeUsd">Initial margin by the present model.</param>
/// <param name="InitialAfterUsd">By the other.</param>
/// <param name="Before">State by the present model.</param>
/// <param name="After">By the other.</param>
public sealed record OwnerImpact(string Owner, decimal InitialBeforeUsd, decimal InitialAfterUsd, MarginState Before, MarginState After);
