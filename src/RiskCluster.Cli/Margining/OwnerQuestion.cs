namespace RiskCluster.Cli.Margining;

/// <summary>What is asked beyond the margin itself.</summary>
/// <param name="Owners">Of whom.</param>
/// <param name="Stress">Whether the reverse stress is wanted.</param>
/// <param name="HedgeUsd">How much initial margin a hedge is to free; null for no hedge.</param>
/// <param name="CostFraction">What a hedge costs, as a fraction of its notional.</param>
internal sealed record OwnerQuestion(IReadOnlyList<string> Owners, bool Stress, double? HedgeUsd, double CostFraction);
