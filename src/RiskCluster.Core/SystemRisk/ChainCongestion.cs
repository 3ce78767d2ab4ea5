using System.Collections.Immutable;

namespace RiskCluster.Core.SystemRisk;

/// <summary>How a chain carries transactions.</summary>
/// <param name="Level">Cost of a transaction over its normal level.</param>
/// <param name="IsCongested">Entered at a high level, left at a lower one.</param>
/// <param name="Venues">Whose unwinds run over it, in ordinal order.</param>
/// <param name="ObservedAtMs">When, unix milliseconds.</param>
public sealed record ChainCongestion(decimal Level, bool IsCongested, ImmutableArray<string> Venues, long ObservedAtMs);
