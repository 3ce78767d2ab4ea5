namespace RiskCluster.Contracts.Liquidations;

/// <summary>A task after a bid, a fill or a release.</summary>
/// <param name="Task">As it is now.</param>
/// <param name="Duplicate">True when this very request had been taken before.</param>
public sealed record TaskAnswer(LiquidationDocument Task, bool Duplicate);
