namespace RiskCluster.Contracts.Liquidations;

/// <summary>The cross-venue unwind of an owner: <c>GET /v1/liquidations/unwinds/{owner}</c>.</summary>
/// <param name="Owner">Whose.</param>
/// <param name="UnwindId">Its number, rising by owner.</param>
/// <param name="Status">none, held, awaiting_plan, running, stopped, covering, recovered, bankrupt, aborted.</param>
/// <param name="Reason">Why it is held or has stopped.</param>
/// <param name="StartedAt">Unix milliseconds.</param>
/// <param name="Requirement">The newest initial margin that is known, USD.</param>
/// <param name="SpentCost">What the fills have cost against the marks, USD.</param>
/// <param name="BestPossibleCost">What no plan costs less than, USD; left out when the planner does not say.</param>
/// <param name="IssuedSteps">Of the present plan.</param>
/// <param name="Steps">Of the present plan.</param>
/// <param name="Legs">Issued ones.</param>
public sealed record UnwindDocument(
    string Owner,
    long UnwindId,
    string Status,
    string? Reason,
    long StartedAt,
    decimal Requirement,
    decimal SpentCost,
    decimal? BestPossibleCost,
    int IssuedSteps,
    int Steps,
    IReadOnlyList<UnwindLegDocument> Legs);
