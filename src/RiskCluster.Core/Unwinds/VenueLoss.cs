namespace RiskCluster.Core.Unwinds;

/// <summary>How one venue's loss is covered. Every stage pays what it can of what the one before has left.</summary>
/// <param name="DeficitUsd">What the owner owes there, above 0.</param>
/// <param name="BufferUsd">What the owner's equity on other venues covers.</param>
/// <param name="AskedUsd">What the venue's own insurance fund was asked for: the rest, at most the limit.</param>
/// <param name="InsuranceUsd">What it gave; null until it has answered.</param>
/// <param name="SharedUsd">What others' shares cover; null until they are known.</param>
public sealed record VenueLoss(decimal DeficitUsd, decimal BufferUsd, decimal AskedUsd, decimal? InsuranceUsd = null, decimal? SharedUsd = null)
{
    /// <summary>What is not covered, USD, at least 0.</summary>
    public decimal OpenUsd() => DeficitUsd - BufferUsd - (InsuranceUsd ?? 0) - (SharedUsd ?? 0);
}
