namespace RiskCluster.Contracts.Liquidations;

/// <summary>A claim.</summary>
/// <param name="Task">What is to be done.</param>
/// <param name="FencingToken">To be named with every fill: a newer claim has a higher one.</param>
/// <param name="LeaseExpiresAt">Unix milliseconds.</param>
/// <param name="Duplicate">True when this very request had been granted before.</param>
public sealed record ClaimGranted(LiquidationDocument Task, long FencingToken, long LeaseExpiresAt, bool Duplicate);
