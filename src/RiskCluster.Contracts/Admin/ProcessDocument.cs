namespace RiskCluster.Contracts.Admin;

/// <summary>What the process does and does not do now: <c>GET /v1/admin/process</c>.</summary>
/// <param name="DecisionsPaused">True while no order passes and no liquidation begins.</param>
/// <param name="PausedReason">Why; left out while they are taken.</param>
/// <param name="PausedBy">Who paused them.</param>
/// <param name="PausedAt">Unix milliseconds.</param>
/// <param name="Draining">True once the process lets its callers go.</param>
/// <param name="ActiveActors">In memory.</param>
/// <param name="OpenUnwinds">Going on here.</param>
/// <param name="IsDelivered">True when nothing that actors tell each other waits.</param>
/// <param name="StreamSubscribers">Who hear streams.</param>
public sealed record ProcessDocument(bool DecisionsPaused, string? PausedReason, string? PausedBy, long? PausedAt, bool Draining, int ActiveActors, int OpenUnwinds, bool IsDelivered, int StreamSubscribers);
