using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Delivery;

/// <summary>An effect on its way.</summary>
internal readonly record struct OutboxItem(long Ordinal, IEffect Effect);
